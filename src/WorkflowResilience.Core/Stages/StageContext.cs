namespace WorkflowResilience;

/// <summary>What a stage's delegate may know of the attempt it makes. Made only for the delegate form that takes it.</summary>
/// <remarks>One object an attempt; <see cref="Items"/> is shared by the attempts of an execution and is not thread-safe.</remarks>
public sealed class StageContext
{
    private readonly StageItems _items;

    internal StageContext(WorkflowStage stage, string? runId, int attempt, StageItems items, CancellationToken cancellationToken)
    {
        Stage = stage;
        RunId = runId;
        Attempt = attempt;
        CancellationToken = cancellationToken;
        _items = items;
    }

    /// <summary>The stage.</summary>
    public WorkflowStage Stage { get; }

    /// <summary>The run's id, or null outside a run.</summary>
    public string? RunId { get; }

    /// <summary>The attempt, from 1.</summary>
    public int Attempt { get; }

    /// <summary>Cancelled by the caller, by the attempt's timeout and by the total one.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>
    /// A key for the target to recognise repeated attempts by: the same for all attempts of one execution. Inside a run it is made of run id, stage and
    /// the number of the stage's execution in the run, so it is also the same when the run is started again under its id.
    /// </summary>
    public string IdempotencyKey => _items.IdempotencyKey!;

    /// <summary>What attempts of one execution hand on to the next, such as how far they came.</summary>
    public IDictionary<string, object?> Items => _items.Items;
}
