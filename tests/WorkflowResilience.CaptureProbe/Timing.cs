using System.Diagnostics;
using WorkflowResilience.Analysis;
using WorkflowResilience.Time;

namespace WorkflowResilience.CaptureProbe;

/// <summary>How long a capture takes: of an exception thrown three deep, in a run with 50 lines of log, 8 parameters and 8 values.</summary>
internal static class Timing
{
    private const int Times = 400;

    internal static CaptureBudget Budget(Clock clock) => new(clock.Provider, clock.Now + clock.Ticks(TimeSpan.FromSeconds(1)));

    internal static int Print(ContextCapture capture, Clock clock)
    {
        Exception exception = Thrown();
        using WorkflowRunner runner = WorkflowRunner.Create();
        runner.RunAsync("timing", run =>
        {
            for (int i = 0; i < 50; i++) run.Log.Add(RunLogLevel.Information, "Build", $"compiling project {i} of 50 in configuration Release for net10.0");
            for (int i = 0; i < 8; i++) run.Values[$"value-{i}"] = i;
            var failure = new FailureCase("f", "Build", null, run, 0, 1, StageReason.AttemptsExhausted, new FailureFacts { Exception = exception });
            long start = Stopwatch.GetTimestamp();
            capture.Take(failure, Budget(clock));
            Console.WriteLine($"the first of the process: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0} ms");
            Round("the first in a second, with a reading of the system", capture, clock, failure, fresh: true);
            Round("another one in the same second", capture, clock, failure, fresh: false);
            return Task.CompletedTask;
        }, new RunOptions { Parameters = Enumerable.Range(0, 8).ToDictionary(i => $"parameter-{i}", i => $"value {i}") }).GetAwaiter().GetResult();
        return 0;
    }

    private static void Round(string name, ContextCapture shared, Clock clock, FailureCase failure, bool fresh)
    {
        var microseconds = new double[Times];
        long bytes = 0;
        for (int i = 0; i < Times; i++)
        {
            ContextCapture? own = fresh ? ContextCapture.Of(clock, new ServiceStatuses(clock, isKept: true)) : null;
            CaptureBudget budget = Budget(clock);
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            (own ?? shared).Take(failure, budget);
            microseconds[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(microseconds);
        Console.WriteLine($"{name}: median {microseconds[Times / 2]:0} µs, 99th percentile {microseconds[Times * 99 / 100]:0} µs, {bytes:N0} B");
    }

    private static Exception Thrown()
    {
        try
        {
            Outer();
            throw new InvalidOperationException("not reached");
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    private static void Outer()
    {
        try
        {
            Middle();
        }
        catch (IOException e)
        {
            throw new InvalidOperationException("The build of 'Api.csproj' failed.", e);
        }
    }

    private static void Middle()
    {
        try
        {
            Path.GetFullPath(Inner(2));
        }
        catch (TimeoutException e)
        {
            throw new IOException("Restoring packages from https://packages.example.org/v3/index.json failed.", e);
        }
    }

    private static string Inner(int depth) => depth == 0 ? throw new TimeoutException("The request was cancelled due to the configured timeout of 100 seconds.") { Data = { ["attempt"] = 3, ["host"] = "packages.example.org" } } : Inner(depth - 1);
}
