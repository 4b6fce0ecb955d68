using System.Diagnostics;

namespace WorkflowResilience.CaptureProbe;

/// <summary>What a failing stage costs, the throwing included: the first of the process, and then with failures looked at in full, in a storm, and not at all.</summary>
internal static class FailingStages
{
    private const int Times = 1000;

    internal static int Print()
    {
        using (WorkflowRunner first = Runner(new FailureAnalysis()))
        {
            long start = Stopwatch.GetTimestamp();
            StageFailure failure = Fail(first);
            Console.WriteLine($"the first of the process: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0} ms");
            Console.WriteLine($"  left out: {string.Join("; ", [.. failure.AnalysisSkipped, .. failure.Context?.Omitted ?? []])}");
        }

        Round("looked at in full", new FailureAnalysis { MaxPerSecond = 100_000 });
        Round("in a storm", new FailureAnalysis { MaxPerSecond = 0 });
        Round("not looked at", FailureAnalysis.Off);
        return 0;
    }

    private static void Round(string name, FailureAnalysis analysis)
    {
        using WorkflowRunner runner = Runner(analysis);
        var microseconds = new double[Times];
        long bytes = 0;
        for (int i = 0; i < Times; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            Fail(runner);
            microseconds[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(microseconds);
        Console.WriteLine($"{name}: median {microseconds[Times / 2]:0} µs, 99th percentile {microseconds[Times * 99 / 100]:0} µs, {bytes:N0} B");
    }

    private static WorkflowRunner Runner(FailureAnalysis analysis) => WorkflowRunner.Create(options =>
    {
        options.Analysis = analysis;
        options.Policies["Build"] = new StagePolicy { MaxAttempts = 1 };
    });

    private static StageFailure Fail(WorkflowRunner runner) =>
        runner["Build"].TryRunAsync((Func<CancellationToken, ValueTask>)(_ => throw new IOException("Restoring packages from https://packages.example.org/v3/index.json failed."))).AsTask().GetAwaiter().GetResult().Failure!;
}
