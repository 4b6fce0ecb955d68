using System.Buffers;
using System.Text;

namespace WorkflowResilience.Redaction;

/// <summary>One pass over a text: what was replaced so far, and where the next delimiters lie.</summary>
internal ref struct RedactionScan
{
    // What cannot be part of a URL that a program prints: white space, control characters, double quotes, angle brackets, backticks.
    private static readonly SearchValues<char> s_tokenEnds = SearchValues.Create(
        [.. Enumerable.Range(0, 33).Select(c => (char)c), '\u007F', '\u0085', '\u00A0', '\u2028', '\u2029', '"', '<', '>', '`']);

    private static readonly SearchValues<char> s_punctuation = SearchValues.Create("'):;,.]}\\!");

    private StringBuilder? _output;
    private int _copied;
    private Ahead _tokenEnd = new(0, -1);
    private Ahead _at = new(0, -1);
    private int _trimmedFor = -1;
    private int _trimmed;

    internal RedactionScan(string text) => Text = text;

    internal string Text { get; }

    /// <summary>Where the URL that was seen last ends.</summary>
    internal int UrlEnd { get; set; }

    internal readonly string Result() => _output is null ? Text : _output.Append(Text, _copied, Text.Length - _copied).ToString();

    /// <summary>Puts the marker in the place of a part of the text, unless it stands there already.</summary>
    internal void Replace(int start, int end)
    {
        if (start >= end || Text.AsSpan(start, end - start).SequenceEqual(Redactor.Marker)) return;
        _output ??= new StringBuilder(Text.Length);
        _output.Append(Text, _copied, start - _copied).Append(Redactor.Marker);
        _copied = end;
    }

    /// <summary>Where the token that goes on at a place ends.</summary>
    internal int TokenEnd(int from)
    {
        if (!_tokenEnd.Covers(from)) _tokenEnd = Ahead.Of(from, Text.AsSpan(from).IndexOfAny(s_tokenEnds), Text.Length);
        return _tokenEnd.Index;
    }

    /// <summary>The next at-sign from a place on, or the length of the text.</summary>
    internal int NextAt(int from)
    {
        if (!_at.Covers(from)) _at = Ahead.Of(from, Text.AsSpan(from).IndexOf('@'), Text.Length);
        return _at.Index;
    }

    /// <summary>Where the token ends when the punctuation after it, which belongs to the sentence around, is left out.</summary>
    internal int TrimmedTokenEnd(int from)
    {
        int end = TokenEnd(from);
        if (_trimmedFor != end)
        {
            _trimmedFor = end;
            _trimmed = Text.AsSpan(0, end).LastIndexOfAnyExcept(s_punctuation) + 1;
        }

        return Math.Max(from, _trimmed);
    }

    // What was found from a place on holds for every later place up to it; remembering it keeps repeated questions linear.
    private readonly record struct Ahead(int From, int Index)
    {
        internal static Ahead Of(int from, int found, int length) => new(from, found < 0 ? length : from + found);

        internal bool Covers(int from) => from >= From && from <= Index;
    }
}
