using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.History;

[TestFixture]
[NonParallelizable]
public sealed class FailureHistoryBoundTests
{
    [Test]
    public void A_million_different_failures_take_ten_megabytes_and_are_asked_for_as_fast_as_a_thousand()
    {
        const int Million = 1_000_000;
        HistoryBench small = Filled(1000);
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        HistoryBench large = Filled(Million);
        watch.Stop();
        long growth = GC.GetTotalMemory(forceFullCollection: true) - heap;
        Question(small, 1000);
        double before = Question(small, 1000), after = Question(large, Million);

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{large.History.Fingerprints} of {Million} kept, {large.History.Evicted} gave way; {large.History.Bytes} bytes accounted, {growth} on the heap; {watch.Elapsed.TotalMicroseconds / Million:F2} µs a failure; a question {before:F0} ns of 1,000, {after:F0} ns of 1,000,000"));
        large.History.Bytes.Should().BeLessThanOrEqualTo(10_000_000);
        growth.Should().BeLessThanOrEqualTo(32_000_000);
        ((double)growth / large.History.Bytes).Should().BeInRange(0.9, 1.1, "what is accounted for is what is taken");
        (large.History.Fingerprints + large.History.Evicted).Should().Be(Million);
        (after / before).Should().BeLessThan(10, "misses of the cache are all that is added");
        GC.KeepAlive(large);
    }

    [Test]
    public void Every_failure_in_a_ring_is_accounted_for()
    {
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        HistoryBench bench = new();
        for (int round = 0; round < 16; round++)
        {
            // Texts of their own, as they would come: each is charged to the one who keeps it.
            for (int i = 0; i < 2000; i++) bench.Record(i, (ulong)i / 4, new string('r', 8 + (i % 20)), new string('l', 60 + (i % 150)));
        }

        long growth = GC.GetTotalMemory(forceFullCollection: true) - heap;
        TestContext.Out.WriteLine($"{bench.History.Bytes} bytes accounted, {growth} on the heap, {bench.History.Fingerprints} failures");
        ((double)growth / bench.History.Bytes).Should().BeInRange(0.9, 1.1);
        GC.KeepAlive(bench);
    }

    [Test]
    public void Objects_take_what_they_are_said_to_take()
    {
        Allocated(() => new RememberedFailure("", 0, null)).Should().Be(ObjectSize.Failure);
        Allocated(() => new CountBucket()).Should().Be(ObjectSize.Bucket);
        Allocated(() => new StrongBox<FrequencyWatch>()).Should().Be(ObjectSize.StageRate);
        foreach (int length in new[] { 1, 2, 3, 4, 5, 24, 256 }) Allocated(() => new string('x', length)).Should().Be(ObjectSize.Of(new string('x', length)));
        foreach (int length in new[] { 1, 2, 16 }) Allocated(() => new StoredOccurrence[length]).Should().Be(ObjectSize.OfArray<StoredOccurrence>(length));
    }

    [Test]
    public void Notes_and_stages_are_bounded_and_charged()
    {
        HistoryBench bench = new();
        long empty = bench.History.Bytes;
        for (int i = 0; i < 5000; i++) bench.History.RecordFix(HistoryBench.Fingerprint(i), RecoveryAction.CleanUp, new string('n', 600), "ops");
        bench.History.Bytes.Should().BeInRange(empty + 1_000_000, empty + 1_600_000);
        long notes = bench.History.Bytes;
        for (int i = 0; i < 2000; i++) bench.History.Record(bench.Seen(1) with { Stage = new WorkflowStage($"S{i}") });
        bench.History.Bytes.Should().BeInRange(notes, notes + 300_000);
        bench.Record(4999).Recurrence.LastFix.Should().NotBeNull();
        bench.Record(0).Recurrence.LastFix.Should().BeNull();
    }

    [Test]
    public void The_smallest_history_keeps_its_bound_whatever_comes([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        HistoryBench bench = new(new FailureHistoryOptions { MaxBytes = 100_000 });
        for (int i = 0; i < 20_000; i++)
        {
            if (i % 50 == 0) bench.History.RecordFix(HistoryBench.Fingerprint(random.Next(1000)), RecoveryAction.CleanUp, new string('n', random.Next(1, 600)));
            bench.Time.Advance(TimeSpan.FromSeconds(random.Next(100)));
            bench.Record(random.Next(400) * random.Next(400), (ulong)random.Next(50), new string('r', random.Next(200)), new string('l', random.Next(1000)));
            bench.History.Bytes.Should().BeLessThanOrEqualTo(100_000, "seed {0}, failure {1}", seed, i);
        }

        bench.History.Fingerprints.Should().BeGreaterThan(10);
    }

    // Texts of their own, as they would come.
    private static HistoryBench Filled(int failures)
    {
        HistoryBench bench = new();
        for (int i = 0; i < failures; i++) bench.Record(i, (ulong)i / 4, new string('r', 12), new string('l', 80));
        return bench;
    }

    // The best of some rounds over the last thousand, in nanoseconds a question.
    private static double Question(HistoryBench bench, int failures)
    {
        string[] fingerprints = [.. Enumerable.Range(failures - 1000, 1000).Select(i => HistoryBench.Fingerprint(i))];
        double best = double.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long start = Stopwatch.GetTimestamp();
            foreach (string fingerprint in fingerprints)
            {
                bench.History.Find(fingerprint);
                bench.History.Occurrences(fingerprint);
                bench.History.Similar(fingerprint);
            }

            bench.History.Rising();
            bench.History.Top(10);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / fingerprints.Length);
        }

        return best;
    }

    private static long Allocated(Func<object> make)
    {
        object kept = make();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) kept = make();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(kept);
        return bytes / 1000;
    }
}
