using System.Runtime.InteropServices;
using System.Text;

namespace WorkflowResilience.Redaction;

/// <summary>One pass over a text: the parts that are to be replaced, and what the rules learned about the text on the way.</summary>
internal ref struct RedactionScan
{
    private readonly Span<Ahead> _runs;
    private List<(int Start, int End)>? _parts;
    private Ahead _separator = Ahead.Unknown;
    private Ahead _pemEnd = Ahead.Unknown;
    private Ahead _at = Ahead.Unknown;

    internal RedactionScan(string text, Span<Ahead> runs)
    {
        Text = text;
        _runs = runs;
        _runs.Fill(Ahead.Unknown);
    }

    internal string Text { get; }

    /// <summary>Up to here the values of names are known; names before it are parts of values.</summary>
    internal int Assessed { get; set; }

    /// <summary>Where the chain of parts and dots that was read last ends.</summary>
    internal int ChainEnd { get; set; }

    /// <summary>Where the run of characters of a set that goes on at a place ends. Asked from left to right, all answers together read the text once for each set.</summary>
    internal int RunEnd(Charset charset, int from)
    {
        ref Ahead run = ref _runs[charset.Index];
        if (!run.Covers(from)) run = new Ahead(from, from + charset.RunLength(Text.AsSpan(from)));
        return run.Index;
    }

    /// <summary>Where the next separator that ends a value stands, at the latest at the given end.</summary>
    internal int NextSeparator(int from, int end)
    {
        if (!_separator.Covers(from)) _separator = new Ahead(from, Separators.Next(Text, from));
        return Math.Min(_separator.Index, end);
    }

    /// <summary>Where the next END line of an armoured block stands, or the length of the text.</summary>
    internal int NextPemEnd(int from)
    {
        if (!_pemEnd.Covers(from)) _pemEnd = Ahead.Of(from, Text.AsSpan(from).IndexOf("-----END "), Text.Length);
        return _pemEnd.Index;
    }

    /// <summary>The next at-sign from a place on, or the length of the text.</summary>
    internal int NextAt(int from)
    {
        if (!_at.Covers(from)) _at = Ahead.Of(from, Text.AsSpan(from).IndexOf('@'), Text.Length);
        return _at.Index;
    }

    /// <summary>Has a part of the text replaced, unless nothing but markers stands there already.</summary>
    internal void Replace(int start, int end)
    {
        if (start >= end || !Text.AsSpan(start, end - start).ContainsAnyExcept(Redactor.MarkerChar)) return;
        (_parts ??= []).Add((start, end));
    }

    /// <summary>The text with the marker in the place of every part; parts that overlap become one.</summary>
    internal readonly string Result()
    {
        if (_parts is null) return Text;
        _parts.Sort();
        Merge(_parts);
        var output = new StringBuilder(Text.Length);
        int copied = 0;
        foreach ((int start, int end) in CollectionsMarshal.AsSpan(_parts))
        {
            output.Append(Text, copied, start - copied).Append(Redactor.Marker);
            copied = end;
        }

        return output.Append(Text, copied, Text.Length - copied).ToString();
    }

    private static void Merge(List<(int Start, int End)> sorted)
    {
        int last = 0;
        for (int i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Start < sorted[last].End) sorted[last] = (sorted[last].Start, Math.Max(sorted[last].End, sorted[i].End));
            else sorted[++last] = sorted[i];
        }

        sorted.RemoveRange(last + 1, sorted.Count - last - 1);
    }
}
