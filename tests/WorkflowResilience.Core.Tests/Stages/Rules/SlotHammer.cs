using System.Collections.Concurrent;
using System.Diagnostics;

namespace WorkflowResilience.Tests.Stages.Rules;

/// <summary>Short attempts that time out, attempts that their callers cancel, and long ones that nothing may cancel, all on the same slots.</summary>
internal sealed class SlotHammer(WorkflowRunner runner)
{
    private int _timedOut;
    private int _callerCancelled;

    internal ConcurrentQueue<string> Wrong { get; } = new();

    internal int TimedOut => _timedOut;

    internal int CallerCancelled => _callerCancelled;

    internal void Strike(Random random, int iterations)
    {
        for (int i = 0; i < iterations && Wrong.IsEmpty; i++)
        {
            switch (random.Next(12))
            {
                case 0:
                    SpinUntilTimeout("Short");
                    break;
                case 1:
                    EndNearTheTimeout(random);
                    break;
                case < 4:
                    BeCancelled(random);
                    break;
                default:
                    BeLeftAlone(random);
                    break;
            }
        }
    }

    private void SpinUntilTimeout(string stage)
    {
        long start = Stopwatch.GetTimestamp();
        StageOutcome outcome = runner[stage].TryRunAsync(static ct =>
        {
            long end = Stopwatch.GetTimestamp() + (20 * Stopwatch.Frequency);
            while (!ct.IsCancellationRequested && Stopwatch.GetTimestamp() < end) Thread.SpinWait(20);
            ct.ThrowIfCancellationRequested();
            return default(ValueTask);
        }).AsTask().Result;
        if (outcome.Reason != StageReason.AttemptTimeout) Wrong.Enqueue($"a short attempt {outcome} instead of timing out");
        else if (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(1)) Wrong.Enqueue($"a short attempt was timed out after {Stopwatch.GetElapsedTime(start)}");
        Interlocked.Increment(ref _timedOut);
    }

    // Ends about when its timer fires: the race between the two is what is wanted.
    private void EndNearTheTimeout(Random random)
    {
        long enough = random.Next(2500, 3500) * Stopwatch.Frequency / 1_000_000;
        long start = Stopwatch.GetTimestamp();
        StageOutcome outcome = runner["Brief"].TryRunAsync(ct =>
        {
            bool early = false;
            using CancellationTokenRegistration registration = ct.UnsafeRegister(_ => early = Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(3), null);
            while (Stopwatch.GetTimestamp() - start < enough) Thread.SpinWait(20);
            if (early) Wrong.Enqueue("an attempt was cancelled before its timeout");
            return default(ValueTask);
        }).AsTask().Result;
        if (!outcome.IsSuccess) Wrong.Enqueue($"a brief attempt that returned {outcome}");
    }

    private void BeCancelled(Random random)
    {
        using var source = new CancellationTokenSource();
        bool during = random.Next(2) == 0;
        StageOutcome outcome = runner["Long"].TryRunAsync(
            ct =>
            {
                if (during) source.Cancel();
                if (ct.IsCancellationRequested != during) Wrong.Enqueue("a token did not follow its caller's");
                return default(ValueTask);
            },
            source.Token).AsTask().Result;
        if (!outcome.IsSuccess) Wrong.Enqueue($"a long attempt that returned {outcome}");
        if (!during) source.Cancel();
        Interlocked.Increment(ref _callerCancelled);
    }

    private void BeLeftAlone(Random random)
    {
        using var source = new CancellationTokenSource();
        int spins = random.Next(400);
        StageOutcome outcome = runner["Long"].TryRunAsync(
            ct =>
            {
                // Left behind on purpose: it must never be called.
                ct.UnsafeRegister(_ => Wrong.Enqueue("a registration that was left behind was called"), null);
                for (int i = 0; i < 20; i++)
                {
                    if (ct.IsCancellationRequested) Wrong.Enqueue("a long attempt was cancelled");
                    Thread.SpinWait(spins);
                }

                return default(ValueTask);
            },
            source.Token).AsTask().Result;
        if (!outcome.IsSuccess) Wrong.Enqueue($"a long attempt that returned {outcome}");
    }
}
