using BenchmarkDotNet.Attributes;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Benchmarks;

/// <summary>What does it cost to find the line of a log that says why it failed, and to name it?</summary>
public class ExcerptBenchmarks
{
    private const string Plain = "2026-01-02T03:04:05.678Z restoring package 17 of 42 into the folder of the agent\n";
    private const string Cause = "error: could not open https://10.1.2.3:8443/v1/items/4711?page=2 for job 597be33c510 at /home/ci/work/app/src/main.c:12:5 after 30 s, status code 503\n";

    private readonly string _causeAtEnd = Repeat(Plain, 1_000_000) + Cause;
    private readonly string _allErrors = Repeat(Cause, 1_000_000);
    private readonly string _noCause = Repeat(Plain, 10_000_000);

    [Benchmark]
    public string FingerprintOfALine() => FailureFingerprint.Of(Cause).Id;

    [Benchmark]
    public string? MillionWithTheCauseAtItsEnd() => LogExcerpt.Of(_causeAtEnd).Cause;

    [Benchmark]
    public string? MillionOfErrors() => LogExcerpt.Of(_allErrors).Cause;

    [Benchmark]
    public string? TenMillionWithoutACause() => LogExcerpt.Of(_noCause).Cause;

    private static string Repeat(string line, int length) => string.Concat(Enumerable.Repeat(line, length / line.Length));
}
