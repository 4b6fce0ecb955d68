using System.Runtime;
using System.Text;
using WorkflowResilience.Analysis;
using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Analysis.Capture;
using WorkflowResilience.Tests.Analysis.History;
using WorkflowResilience.Tests.Analysis.Scanning;

namespace WorkflowResilience.Tests.Issues;

/// <summary>What an attack on the analysis of failures found. Each test fails without its fix.</summary>
[TestFixture]
public sealed class AnalysisFindingsTests
{
    [Test]
    public void A_literal_that_reaches_across_a_border_is_reported_once_however_many_do([Values(1, 7, 64)] int longest)
    {
        for (int seed = 0; seed < 3; seed++)
        {
            var random = new Random(seed);
            ScanLiteral[] literals = [.. Enumerable.Range(4, 300).Select(n => ScanLiteral.Of(new string('a', n)))];
            var runs = new StringBuilder();
            while (runs.Length < 3_000) runs.Append('a', random.Next(1, 500)).Append(random.Next(3) == 0 ? new string('-', random.Next(1_000)) : "b");
            byte[] text = Encoding.UTF8.GetBytes(runs.ToString());
            LiteralScanner scanner = LiteralScanner.Create(literals);

            List<ScanHit> inPieces = ScanWays.InPieces(scanner.Start(), text, () => random.Next(1, longest + 1));

            inPieces.SequenceEqual(Model(literals, text)).Should().BeTrue("seed {0}: {1} hits", seed, inPieces.Count);
        }
    }

    [Test]
    public void Runners_do_not_use_up_the_handles_of_the_process()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("handles are counted on Linux");
        WorkflowRunner[] runners = [.. Enumerable.Range(0, 8).Select(_ => WorkflowRunner.Create())];
        int before = Directory.GetFiles("/proc/self/fd").Length;
        runners = [.. runners, .. Enumerable.Range(0, 200).Select(_ => WorkflowRunner.Create())];

        (Directory.GetFiles("/proc/self/fd").Length - before).Should().BeLessThan(50);
        foreach (WorkflowRunner runner in runners) runner.Dispose();
    }

    [Test]
    public void Compiling_the_analysis_does_not_use_up_its_budget()
    {
        // As at the first failure of a process: compiling has taken an hour of the time that has passed.
        TimeSpan compiled = JitInfo.GetCompilationTime(currentThread: true);
        long now = TimeProvider.System.GetTimestamp();

        new CaptureBudget(TimeProvider.System, now, compiled - TimeSpan.FromHours(1)).IsOver.Should().BeFalse();
        new CaptureBudget(TimeProvider.System, now, compiled + TimeSpan.FromHours(1)).IsOver.Should().BeTrue();
        CaptureBudget.Of(TimeProvider.System, 1).CompiledBefore.Should().NotBeNull();
        CaptureBudget.Of(new ManualTimeProvider(), 1).CompiledBefore.Should().BeNull("virtual time does not pass while code is compiled");
    }

    [Test]
    public void A_thousand_exceptions_with_a_log_each_are_not_all_read()
    {
        string log = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"error {i}: it broke\n"));
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Work"] = new StagePolicy { MaxAttempts = 1 });
        var all = new AggregateException(Enumerable.Range(0, 32).Select(_ => new AggregateException(Enumerable.Range(0, 32).Select(_ => new IOException(log)))));

        // Everything happens on this thread, as nothing has to be waited for.
        long before = GC.GetAllocatedBytesForCurrentThread();
        Task<RunSummary> run = runner.TryRunAsync("run", async r => await r.StageAsync("Work", _ => throw all));
        run.IsCompleted.Should().BeTrue();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.Should().BeLessThan(60_000_000, "all of them are two hundred megabytes");
        StageFailure? failure = run.GetAwaiter().GetResult().Failure;
        failure!.Excerpt!.Cause.Should().Contain("it broke");
    }

    [Test]
    public void Between_values_and_between_exceptions_the_budget_is_asked()
    {
        using var bench = new CaptureBench();
        Exception slow = Enumerable.Range(0, 10).Aggregate((Exception)new IOException("first"), (inner, _) => new Slow(bench.Time, inner));

        FailureContext context = bench.Take(slow, bench.Time.GetTimestamp() + TimeSpan.FromMilliseconds(35).Ticks);

        context.Errors.Should().HaveCount(4);
        context.Omitted.Should().Contain("7 inner exceptions");
    }

    [Test]
    public void That_a_failure_has_settled_is_told_also_when_somebody_has_asked_in_between()
    {
        HistoryBench bench = new();
        bench.Record(2);
        bench.Time.Advance(TimeSpan.FromDays(3));
        for (int i = 0; i < 30; i++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(10));
            bench.Record(1);
        }

        bench.Time.Advance(TimeSpan.FromDays(2));
        bench.History.Rising().Should().BeEmpty();

        bench.Record(1).Change.Should().Be(RateChange.Settled);
        bench.Record(1).Change.Should().Be(RateChange.None);
    }

    // The general model compares every literal at every place, which takes too long for so many.
    private static List<ScanHit> Model(ScanLiteral[] literals, byte[] text)
    {
        List<ScanHit> hits = [];
        for (int literal = 0; literal < literals.Length; literal++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(literals[literal].Text);
            for (int start = 0; text.AsSpan(start).IndexOf(bytes) is int ahead and >= 0; start++)
            {
                start += ahead;
                hits.Add(new ScanHit(literal, start, bytes.Length));
            }
        }

        return [.. hits.OrderBy(h => h.End).ThenByDescending(h => h.Length).ThenBy(h => h.Literal)];
    }

    /// <summary>Takes ten milliseconds to say what is wrong.</summary>
    private sealed class Slow(ManualTimeProvider time, Exception inner) : Exception(null, inner)
    {
        public override string Message
        {
            get
            {
                time.Advance(TimeSpan.FromMilliseconds(10));
                return "slow";
            }
        }
    }
}
