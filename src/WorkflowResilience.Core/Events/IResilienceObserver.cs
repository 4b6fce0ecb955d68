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

    /// <summary>
    /// Whether anybody listens now. Read before each execution, so it must be cheap: while all observers say no, a stage that succeeds at once takes the same short way as
    /// with none at all. Events of executions under way may still come. Default: always.
    /// </summary>
    bool IsListening => true;

    /// <summary>Something happened.</summary>
    /// <param name="resilienceEvent">What.</param>
    void OnEvent(in ResilienceEvent resilienceEvent);
}
