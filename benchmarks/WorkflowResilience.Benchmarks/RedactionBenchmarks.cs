using BenchmarkDotNet.Attributes;

namespace WorkflowResilience.Benchmarks;

/// <summary>What does redaction cost where there is nothing to redact, and can a text make it slow?</summary>
public class RedactionBenchmarks
{
    private const string CleanLine = "2026-01-02T03:04:05.678Z info  Build finished: 42 projects compiled, 0 warnings in 00:01:23 (host a7)";

    private readonly string _clean = Repeat(CleanLine + "\n", 65_536);
    private string _hostile = "";

    /// <summary>What a hostile text of a million characters repeats.</summary>
    [Params("token_", "eyJaaaaaaaaaa.", "http://a:", "-----BEGIN ", "password=", "sk-")]
    public string Piece { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _hostile = Repeat(Piece, 1_000_000);

    [Benchmark]
    public string CleanLineOf100Characters() => FailureText.Redact(CleanLine);

    [Benchmark]
    public string CleanTextOf64K() => FailureText.Redact(_clean);

    [Benchmark]
    public string HostileMillion() => FailureText.Redact(_hostile);

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
