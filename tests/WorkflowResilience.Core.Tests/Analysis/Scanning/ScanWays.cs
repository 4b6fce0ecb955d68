using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Scanning;

/// <summary>Keeps the hits of a feed.</summary>
internal readonly struct Sink(List<ScanHit> hits) : IScanSink
{
    public void OnHit(in ScanHit hit) => hits.Add(hit);
}

/// <summary>The ways to the hits of a text.</summary>
internal static class ScanWays
{
    internal static List<ScanHit> Whole(LiteralScanner scanner, ReadOnlySpan<byte> text)
    {
        List<ScanHit> hits = [];
        foreach (ScanHit hit in scanner.Scan(text)) hits.Add(hit);
        return hits;
    }

    internal static List<ScanHit> InPieces(ScanFeed feed, ReadOnlySpan<byte> text, Func<int> length)
    {
        List<ScanHit> hits = [];
        var sink = new Sink(hits);
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> piece = text[..Math.Min(text.Length, length())];
            feed.Feed(piece, ref sink);
            text = text[piece.Length..];
        }

        feed.End(ref sink);
        return hits;
    }

    internal static string[] Found(string text, params string[] patterns)
    {
        ScanLiteral[] literals = [.. patterns.Select(p => ScanLiteral.Parse(p))];
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [.. Whole(LiteralScanner.Create(literals), bytes).Select(h => $"{h.Start}:{Encoding.UTF8.GetString(bytes, (int)h.Start, h.Length)}")];
    }
}
