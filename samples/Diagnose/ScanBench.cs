using System.Diagnostics;
using System.Globalization;
using WorkflowResilience.Analysis;

namespace Diagnose;

/// <summary>How fast a file is scanned for many literals at once. Reading it is not part of the time.</summary>
internal static class ScanBench
{
    private const int Rounds = 5;

    internal static int Run(string file, string? literals)
    {
        LiteralScanner scanner = LiteralScanner.Create(Literals(literals).Select(text => ScanLiteral.Of(text)));
        byte[] bytes = File.ReadAllBytes(file);
        double[] speeds = new double[Rounds];
        long hits = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            hits = scanner.Count(bytes);
            speeds[round] = bytes.Length / 1e6 / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(speeds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"hits {hits}, median {speeds[Rounds / 2]:0} MB/s, best {speeds[^1]:0} MB/s"));
        return 0;
    }

    // Letters of ASCII match in either case, so that one spelling is enough.
    private static IEnumerable<string> Literals(string? file)
    {
        using TextReader reader = file is null
            ? new StreamReader(typeof(ScanBench).Assembly.GetManifestResourceStream("literals.txt")!)
            : new StreamReader(file);
        return [.. Lines(reader).Where(line => line.Length > 0).DistinctBy(line => string.Concat(line.Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c)))];
    }

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line) yield return line;
    }
}
