using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.PerfGate;

/// <summary>The scanner and what it is measured beside, over the same text and the same literals, in either case.</summary>
internal sealed class ScanPeers
{
    private readonly string[] _signatures;
    private readonly LiteralScanner _scanner;
    private readonly SearchValues<string> _values;
    private readonly Lazy<Regex> _alternation;

    internal ScanPeers(string[] signatures)
    {
        _signatures = signatures;
        _scanner = LiteralScanner.Create(signatures.Select(s => ScanLiteral.Of(s)));
        _values = SearchValues.Create(signatures, StringComparison.OrdinalIgnoreCase);
        _alternation = new Lazy<Regex>(() => new Regex(
            string.Join('|', signatures.Select(Regex.Escape)),
            RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            Timeout.InfiniteTimeSpan));
    }

    internal long Ours(ReadOnlySpan<byte> text) => _scanner.Count(text);

    /// <summary>The loop that the product grew from: each line is made lower-case for each signature of each pattern, and the signature as well.</summary>
    internal long Seed(IEnumerable<string> lines)
    {
        long hits = 0;
        foreach (string line in lines)
        {
            foreach (string signature in _signatures)
            {
                if (line.ToLowerInvariant().Contains(signature.ToLowerInvariant(), StringComparison.Ordinal)) hits++;
            }
        }

        return hits;
    }

    /// <summary>Finds the places, but neither which literal it was nor those that overlap.</summary>
    internal long Values(ReadOnlySpan<char> text)
    {
        long hits = 0;
        for (int at; (at = text.IndexOfAny(_values)) >= 0; hits++) text = text[(at + 1)..];
        return hits;
    }

    /// <summary>Finds hits that do not overlap.</summary>
    internal long Alternation(ReadOnlySpan<char> text)
    {
        long hits = 0;
        foreach (ValueMatch _ in _alternation.Value.EnumerateMatches(text)) hits++;
        return hits;
    }

    /// <summary>Counts lines with ripgrep, on one thread; the seconds of the whole process, or null where it is not installed.</summary>
    internal static double? Ripgrep(string text, string literals)
    {
        try
        {
            long begin = Stopwatch.GetTimestamp();
            var start = new ProcessStartInfo("rg", ["-j1", "-i", "-c", "-F", "-f", literals, text]) { RedirectStandardOutput = true, UseShellExecute = false };
            using Process process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
