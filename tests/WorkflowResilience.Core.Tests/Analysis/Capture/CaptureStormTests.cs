using WorkflowResilience.Analysis;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Analysis.Capture;

/// <summary>Many failures at once, over the real system.</summary>
[TestFixture]
[NonParallelizable]
public sealed class CaptureStormTests
{
    [Test]
    public void Threads_that_fail_together_share_the_reading_and_leak_no_handle()
    {
        var clock = new Clock(TimeProvider.System);
        ContextCapture capture = ContextCapture.Of(clock, new ServiceStatuses(clock, isKept: true));
        int? before = Take(capture, clock).System!.Handles;
        int without = 0;
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                if (Take(capture, clock).System is null) Interlocked.Increment(ref without);
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        without.Should().Be(0, "who comes while another reads gets the last reading");
        if (before is not null) HandlesNow().Should().BeLessThan(before.Value + 50);
    }

    [Test]
    public void The_wait_for_a_thread_of_the_pool_is_measured_once_the_item_has_run()
    {
        var sample = new ThreadPoolSample(TimeProvider.System);
        sample.Look(out bool isLowerBound).Should().BeNull();
        sample.Begin();
        SpinWait.SpinUntil(() => sample.Look(out bool waits) is not null && !waits, TimeSpan.FromMinutes(1)).Should().BeTrue();
        TimeSpan? measured = sample.Look(out isLowerBound);
        (measured >= TimeSpan.Zero, isLowerBound).Should().Be((true, false));
        sample.Look(out _).Should().Be(measured, "it no longer grows");
    }

    private static int? HandlesNow()
    {
        var clock = new Clock(TimeProvider.System);
        ContextCapture capture = ContextCapture.Of(clock, new ServiceStatuses(clock, isKept: true));
        return Take(capture, clock).System!.Handles;
    }

    private static FailureContext Take(ContextCapture capture, Clock clock) =>
        capture.Take(new FailureCase("f", "Work", null, null, 0, 1, StageReason.AttemptsExhausted, new FailureFacts { Exception = new IOException("x") }), new CaptureBudget(clock.Provider, long.MaxValue));
}
