using System.Diagnostics;
using System.Globalization;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.History;

[TestFixture]
[NonParallelizable]
public sealed class FailureHistoryLoadTests
{
    [Test]
    public void Remembering_a_known_failure_allocates_what_it_returns_and_nothing_else()
    {
        HistoryBench bench = new();
        SeenFailure seen = bench.Seen(1);
        FailureRecurrence kept = bench.History.Record(seen).Recurrence;
        for (int i = 0; i < 100; i++) kept = bench.History.Record(seen).Recurrence;
        long returned = Bytes(() => kept = kept with { Count = 1 });
        Bytes(() => bench.History.Record(seen)).Should().Be(returned);

        for (int i = 2; i <= 9; i++) bench.Record(i);
        long names = Bytes(() => _ = new string[5]);
        Bytes(() => bench.History.Record(seen)).Should().Be(returned + names, "the names of five like it are returned as well");
        TestContext.Out.WriteLine($"{returned} bytes, {returned + names} with five like it");
    }

    [Test]
    public void Threads_lose_no_failure_and_questions_meanwhile_break_nothing()
    {
        const int Threads = 4, Each = 20_000;
        HistoryBench bench = new(new FailureHistoryOptions { MaxBytes = 200_000 });
        SeenFailure known = bench.Seen(1);
        bench.History.Record(known);
        using var barrier = new Barrier(Threads + 1);
        Exception? thrown = null;
        Thread[] all = [.. Enumerable.Range(0, Threads + 1).Select(t => new Thread(() =>
        {
            barrier.SignalAndWait();
            try
            {
                for (int i = 0; i < Each; i++)
                {
                    if (t < Threads)
                    {
                        bench.History.Record(known);
                        bench.History.Record(known with { Fingerprint = HistoryBench.Fingerprint(10 + (t * Each) + i) });
                        continue;
                    }

                    bench.History.Find(known.Fingerprint)!.Count.Should().BePositive();
                    bench.History.Top(3).Should().NotBeEmpty();
                    bench.History.Similar(known.Fingerprint);
                    bench.History.RecordFix(known.Fingerprint, RecoveryAction.CleanUp, "x");
                    bench.History.Rising();
                }
            }
            catch (Exception e)
            {
                Volatile.Write(ref thrown, e);
            }
        }))];
        foreach (Thread thread in all) thread.Start();
        foreach (Thread thread in all) thread.Join();
        thrown.Should().BeNull();
        bench.History.Find(known.Fingerprint)!.Count.Should().Be(1 + (Threads * Each));
        (bench.History.Evicted + bench.History.Fingerprints).Should().Be(1 + (Threads * Each));
        bench.History.Bytes.Should().BeLessThanOrEqualTo(200_000);
    }

    [Test]
    public void Remembering_takes_microseconds()
    {
        HistoryBench bench = new();
        SeenFailure[] seen = [.. Enumerable.Range(0, 1000).Select(i => bench.Seen(i, (ulong)i / 4))];
        double best = double.MaxValue;
        for (int round = 0; round < 30; round++)
        {
            long start = Stopwatch.GetTimestamp();
            foreach (SeenFailure failure in seen) bench.History.Record(failure);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / seen.Length);
        }

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{best:F2} µs a known failure with three like it"));
        best.Should().BeLessThan(50, "an unoptimised build on a busy machine takes a multiple of the promised 2");
    }

    private static long Bytes(Action call)
    {
        for (int i = 0; i < 100; i++) call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) call();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
    }
}
