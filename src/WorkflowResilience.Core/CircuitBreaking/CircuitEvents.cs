namespace WorkflowResilience;

/// <summary>Tells observers what a circuit does.</summary>
internal sealed class CircuitEvents(EventHub hub, string? key) : ICircuitListener
{
    public void OnTransition(in CircuitTransition transition)
    {
        if (!hub.Wants(ResilienceEventKinds.CircuitChanged)) return;
        hub.Emit(new ResilienceEvent
        {
            Kind = ResilienceEventKinds.CircuitChanged,
            Stage = transition.Stage,
            Key = key,
            CircuitFrom = transition.From,
            CircuitTo = transition.To,
            Delay = transition.OpenTime,
            Timestamp = transition.Timestamp,
        });
    }

    public void OnScheduleFailed(Exception exception) => hub.Report(exception);
}
