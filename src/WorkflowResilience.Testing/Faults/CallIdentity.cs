namespace WorkflowResilience.Testing;

/// <summary>What a draw is made from: nothing here depends on which thread comes first, as far as the form of the delegate tells calls apart.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="RunId">The run's id; null outside a run.</param>
/// <param name="Number">The number of the execution, run or call.</param>
/// <param name="Attempt">See <see cref="InjectedFault.Attempt"/>.</param>
internal readonly record struct CallIdentity(WorkflowStage Stage, string? RunId, ulong Number, int Attempt)
{
    /// <summary>The identity of a call that knows its attempt. The key tells executions apart, also two of one stage in one run.</summary>
    internal static CallIdentity Of(StageContext context) => new(context.Stage, context.RunId, Draw.Number(context.IdempotencyKey), context.Attempt);
}
