using System.Text;
using BenchmarkDotNet.Attributes;
using WorkflowResilience.Analysis;
using WorkflowResilience.PerfGate;

namespace WorkflowResilience.Benchmarks;

/// <summary>What does it cost to look for more than 300 signatures of failures in a megabyte of log?</summary>
public class ScannerBenchmarks
{
    private readonly ScanPeers _peers = new(ScanTexts.Signatures);
    private byte[] _bytes = [];
    private string _text = "";
    private string[] _lines = [];

    /// <summary>One line in so many holds a signature.</summary>
    [Params(1_000, 2)]
    public int LinesToAHit { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bytes = ScanTexts.Log(1 << 20, LinesToAHit);
        _text = Encoding.UTF8.GetString(_bytes);
        _lines = _text.Split('\n');
    }

    [Benchmark(Baseline = true)]
    public long Ours() => _peers.Ours(_bytes);

    [Benchmark]
    public long SearchValues() => _peers.Values(_text);

    [Benchmark]
    public long Alternation() => _peers.Alternation(_text);

    [Benchmark]
    public long SeedLoop() => _peers.Seed(_lines);

    [Benchmark]
    public LiteralScanner Create() => LiteralScanner.Create(ScanTexts.Signatures.Select(s => ScanLiteral.Of(s)));
}
