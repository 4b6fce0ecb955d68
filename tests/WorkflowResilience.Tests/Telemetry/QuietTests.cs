using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using WorkflowResilience.Telemetry;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>What telemetry costs: nothing while nobody listens, and no memory for what is measured.</summary>
[TestFixture]
[NonParallelizable]
public sealed class QuietTests
{
    private const int Times = 1000;

    private static readonly Func<CancellationToken, ValueTask> s_succeeds = static _ => ValueTask.CompletedTask;

    [Test]
    public void With_observers_that_nobody_listens_to_a_success_allocates_nothing_and_no_event_is_built()
    {
        using var metrics = new ResilienceMetrics(null);
        var log = new LogObserver(new RecordedLogs(LogLevel.Information));
        var counting = new CountingObserver();
        using WorkflowRunner runner = Runner(metrics, log, counting);

        log.IsListening.Should().BeFalse();
        metrics.IsListening.Should().BeFalse();
        BytesOf(runner["Work"]).Should().Be(0);
        counting.Events.Should().Be(0);
    }

    [Test]
    public void With_a_listener_a_success_allocates_nothing_either()
    {
        using var metrics = new ResilienceMetrics(null);
        using var listener = new MeterListener();
        long measured = 0;
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "WorkflowResilience") l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => measured++);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => measured++);
        listener.Start();
        using WorkflowRunner runner = Runner(metrics);
        metrics.Attach(runner);

        metrics.IsListening.Should().BeTrue();
        BytesOf(runner["Work"]).Should().Be(0);
        measured.Should().BeGreaterThan(4 * 4 * Times, "four measurements a call in four rounds");
    }

    [Test]
    public void At_debug_level_the_log_listens() => new LogObserver(new RecordedLogs(LogLevel.Debug)).IsListening.Should().BeTrue();

    private static WorkflowRunner Runner(params IResilienceObserver[] observers) => WorkflowRunner.Create(options =>
    {
        options.Policies["Work"] = new StagePolicy();
        foreach (IResilienceObserver observer in observers) options.Observers.Add(observer);
    });

    // The least of three rounds: the runtime compiles hot code anew now and then, and some of that is charged to this thread.
    private static long BytesOf(StageExecutor stage)
    {
        for (int i = 0; i < Times; i++) stage.RunAsync(s_succeeds).GetAwaiter().GetResult();
        long bytes = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Times; i++) stage.RunAsync(s_succeeds).GetAwaiter().GetResult();
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return bytes;
    }

    private sealed class CountingObserver : IResilienceObserver
    {
        internal int Events { get; private set; }

        public ResilienceEventKinds Interests => ResilienceEventKinds.All;

        public bool IsListening => false;

        public void OnEvent(in ResilienceEvent resilienceEvent) => Events++;
    }
}
