using System.Diagnostics;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>Listens to the library's spans and to the source <c>Peer</c>, which plays the client that a delegate uses.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ActivityListener _listener;

    internal RecordedSpans(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "WorkflowResilience" || ReferenceEquals(source, Peer),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
            ActivityStopped = span =>
            {
                lock (Ended) Ended.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    internal ActivitySource Peer { get; } = new("Peer");

    internal List<Activity> Ended { get; } = [];

    internal Activity Stage => Ended.Single(s => s.OperationName.StartsWith("stage ", StringComparison.Ordinal));

    internal Activity Run => Ended.Single(s => s.OperationName.StartsWith("run ", StringComparison.Ordinal));

    public void Dispose()
    {
        _listener.Dispose();
        Peer.Dispose();
    }
}
