namespace WorkflowResilience;

/// <summary>Sees what happens, at once and on the thread it happens on: logs, metrics and streams hang here.</summary>
/// <remarks>
/// Must be thread-safe, quick and must not block. What it throws changes nothing: it is counted
/// (<see cref="WorkflowRunner.CallbackFailures"/>) and told to the other observers as <see cref="ResilienceEventKinds.CallbackFailed"/>.
/// </remarks>
public interface IResilienceObserver
{
    /// <summary>The kinds this observer wants; read once, when the runner is made.</summary>
    ResilienceEventKinds Interests { get; }

    /// <summary>Something happened.</summary>
    /// <param name="resilienceEvent">What.</param>
    void OnEvent(in ResilienceEvent resilienceEvent);
}
