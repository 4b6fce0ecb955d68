namespace WorkflowResilience;

/// <summary>One thing that happened. A value handed over by reference; copy what must outlive the call.</summary>
/// <remarks>Which members are set depends on <see cref="Kind"/>; the others have their default.</remarks>
public readonly record struct ResilienceEvent
{
    /// <summary>What happened: exactly one kind.</summary>
    public ResilienceEventKinds Kind { get; init; }

    /// <summary>The stage; the default value for events of a run.</summary>
    public WorkflowStage Stage { get; init; }

    /// <summary>The run's id, or null outside a run.</summary>
    public string? RunId { get; init; }

    /// <summary>The workflow's name, or null outside a run.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>The key, when the stage was called for one (<see cref="StageExecutor.For"/>); otherwise null.</summary>
    public string? Key { get; init; }

    /// <summary>The runner's clock when it happened, as <see cref="TimeProvider.GetTimestamp"/> gives it.</summary>
    public long Timestamp { get; init; }

    /// <summary>The attempt it concerns, from 1; 0 when it concerns none.</summary>
    public int Attempt { get; init; }

    /// <summary>Which call beside the attempt's first it concerns, from 1; 0 for the first call itself.</summary>
    public int Hedge { get; init; }

    /// <summary>Why; for the end of a run: what cancelled it, or the reason of the stage that ended it.</summary>
    public StageReason Reason { get; init; }

    /// <summary>The sort of failure, for failed attempts and stages.</summary>
    public FailureKind FailureKind { get; init; }

    /// <summary>How long the attempt, stage, run or analysis took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The wait before the next attempt, or until a refused call may be tried again.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The circuit's state before, for <see cref="ResilienceEventKinds.CircuitChanged"/>.</summary>
    public CircuitState CircuitFrom { get; init; }

    /// <summary>The circuit's state after, for <see cref="ResilienceEventKinds.CircuitChanged"/>.</summary>
    public CircuitState CircuitTo { get; init; }

    /// <summary>
    /// The final failure, for <see cref="ResilienceEventKinds.StageFailed"/>, <see cref="ResilienceEventKinds.FailureAnalyzed"/>,
    /// <see cref="ResilienceEventKinds.FailureRateRaised"/>, <see cref="ResilienceEventKinds.FailureRateSettled"/>, <see cref="ResilienceEventKinds.StageRateRaised"/> and
    /// <see cref="ResilienceEventKinds.StageRateSettled"/>.
    /// </summary>
    public StageFailure? Failure { get; init; }

    /// <summary>How often an hour it now happens, for the four kinds that tell of a rate: such failures, or all of the stage.</summary>
    public double PerHour { get; init; }

    /// <summary>How often an hour it used to happen, for the four kinds that tell of a rate; null when too little is known.</summary>
    public double? UsualPerHour { get; init; }

    /// <summary>The fallback's name, for <see cref="ResilienceEventKinds.FallbackUsed"/> and <see cref="ResilienceEventKinds.FallbackFailed"/>; otherwise null.</summary>
    public string? Fallback { get; init; }

    /// <summary>What took the place of the policy's conditions after a failed attempt, as <see cref="AttemptSummary.DecidedBy"/> has it; otherwise null.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The file or the folder, for the three kinds that tell of packs of patterns; otherwise null.</summary>
    public string? PatternFile { get; init; }

    /// <summary>The pack's name and version, for <see cref="ResilienceEventKinds.PatternsChanged"/> and <see cref="ResilienceEventKinds.PatternsRemoved"/>; otherwise null.</summary>
    public string? Pack { get; init; }

    /// <summary>
    /// What is wrong with a refused policy or a refused file, for <see cref="ResilienceEventKinds.PolicyRefused"/> and <see cref="ResilienceEventKinds.PatternsRefused"/>; otherwise null.
    /// </summary>
    public IReadOnlyList<string>? Problems { get; init; }

    /// <summary>What would have let a call or a retry through that was refused; null when nothing was. Built when read.</summary>
    public string? LetThrough => Policy is null ? null : WorkflowResilience.LetThrough.Of(Reason, Obstacle, Policy, FailureKind, Delay > TimeSpan.Zero ? Delay : null);

    /// <summary>The text of what went wrong, redacted; null when nothing did. Built when read.</summary>
    public string? ErrorText => Error is null ? null : FailureText.Of(Error);

    internal Exception? Error { get; init; }

    internal Obstacle Obstacle { get; init; }

    internal StagePolicy? Policy { get; init; }

    internal AnalysisGaps Gaps { get; init; }

    internal ResilienceEvent At(long timestamp, Exception? error) => this with { Timestamp = timestamp, Error = error };
}
