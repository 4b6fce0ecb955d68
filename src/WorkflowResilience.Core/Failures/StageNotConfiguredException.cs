namespace WorkflowResilience;

/// <summary>No policy is configured for the stage (<see cref="StageReason.NotConfigured"/>).</summary>
public sealed class StageNotConfiguredException : StageFailedException
{
    internal StageNotConfiguredException(StageFailure failure)
        : base(failure)
    {
    }
}
