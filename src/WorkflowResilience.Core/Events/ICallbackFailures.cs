namespace WorkflowResilience;

/// <summary>Where an exception of a host's callback goes: it is counted and told, and changes nothing.</summary>
internal interface ICallbackFailures
{
    /// <summary>Counts and tells. Never throws.</summary>
    void Report(Exception exception);
}
