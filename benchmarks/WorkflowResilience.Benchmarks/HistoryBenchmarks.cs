using BenchmarkDotNet.Attributes;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Benchmarks;

/// <summary>What does remembering a failure cost, known or new, in a history with room and in a full one?</summary>
public class HistoryBenchmarks
{
    private FailureHistory _history = null!;
    private SeenFailure _known;
    private long _number;

    [Params(1_000, 1_000_000)]
    public int Failures { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _history = new FailureHistory();
        _known = Seen(0);
        for (int i = 0; i < 100; i++) _history.Record(_known);
        for (_number = 1; _number < Failures; _number++) _history.Record(Seen(_number));
    }

    [Benchmark(Baseline = true)]
    public long Known() => _history.Record(_known).Recurrence.Count;

    [Benchmark]
    public long Found() => _history.Find(_known.Fingerprint)!.Count;

    // New ones fill a history with room within moments, so both rows are those of a full one.
    [Benchmark]
    public long New() => _history.Record(Seen(_number++)).Recurrence.Count;

    private static SeenFailure Seen(long number) => new()
    {
        Fingerprint = $"fp1:{number:x20}",
        Family = (ulong)number / 4,
        Workflow = "Release",
        Stage = WorkflowStage.RepositoryClone,
        FailureId = "F-0000000000001",
        RunId = "build-42",
        Line = "connect to <host> failed: timed out after <n> ms",
        Time = DateTimeOffset.UnixEpoch.AddSeconds(number),
        Now = TimeProvider.System.GetTimestamp(),
    };
}
