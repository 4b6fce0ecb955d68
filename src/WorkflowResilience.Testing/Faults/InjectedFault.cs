namespace WorkflowResilience.Testing;

/// <summary>A fault that befell a call.</summary>
/// <param name="Rule">The rule that hit.</param>
/// <param name="Stage">The stage.</param>
/// <param name="RunId">The run's id, or null outside a run.</param>
/// <param name="Attempt">
/// The attempt, from 1, when the delegate takes a <see cref="StageContext"/>. Otherwise the number of the call of this stage in this run, which is the attempt as long as
/// the run executes the stage once; 0 outside a run.
/// </param>
/// <param name="Call">The number of the call among those that the rule has seen, from 1.</param>
/// <param name="At">When the call began, on the injector's time since the injector was made.</param>
public sealed record InjectedFault(FaultRule Rule, WorkflowStage Stage, string? RunId, int Attempt, long Call, TimeSpan At);
