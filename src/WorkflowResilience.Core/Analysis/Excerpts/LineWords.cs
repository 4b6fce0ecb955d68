using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>Walks the words of a line once. A word is what stands between white space, brackets, quotes, colons, commas and equals signs.</summary>
internal ref struct LineWords(ReadOnlySpan<char> line)
{
    private static readonly SearchValues<char> s_parts = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./\\$@+%~'");
    private static readonly SearchValues<char> s_naming = SearchValues.Create("0123456789_./\\$@+%~");

    private readonly ReadOnlySpan<char> _line = line;
    private int _next;

    /// <summary>Where the word begins.</summary>
    internal int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    internal int End { get; private set; }

    /// <summary>Whether it stands between quotes.</summary>
    internal bool Quoted { get; private set; }

    internal readonly ReadOnlySpan<char> Word => _line[Start..End];

    /// <summary>A word of a language, as opposed to a number, a path, an identifier, an option.</summary>
    internal readonly bool IsPlain => !Word.ContainsAny(s_naming) && !(Start > 0 && _line[Start - 1] is '-');

    internal readonly char Before => Start > 0 ? _line[Start - 1] : '\0';

    internal readonly char After => End < _line.Length ? _line[End] : '\0';

    /// <summary>Goes to the next word; false when there is none.</summary>
    internal bool Next()
    {
        while (_next < _line.Length)
        {
            int start = _line[_next..].IndexOfAny(s_parts);
            if (start < 0) break;
            start += _next;
            int length = _line[start..].IndexOfAnyExcept(s_parts);
            int end = length < 0 ? _line.Length : start + length;
            _next = end;

            // A quote between letters is an apostrophe, elsewhere it opens or closes; and a sentence's full stop belongs to no word.
            int quote = QuoteIn(start, end);
            if (quote >= 0)
            {
                _next = quote + 1;
                end = quote;
            }

            while (end > start && _line[end - 1] is '.' or '-' or '+' or '%' or '~') end--;
            while (start < end && _line[start] is '-' or '+' or '~') start++;
            if (start == end) continue;
            Start = start;
            End = end;
            Quoted = Before is '\'' or '"' or '`' or '‘' or '“' || After is '\'' or '`' or '’' or '”' || (After == '"' && Before == '"');
            return true;
        }

        return false;
    }

    private readonly int QuoteIn(int start, int end)
    {
        for (int from = start; from < end;)
        {
            int at = _line[from..end].IndexOf('\'');
            if (at < 0) return -1;
            at += from;
            if (at == start || at + 1 == end || !char.IsAsciiLetter(_line[at - 1]) || !char.IsAsciiLetter(_line[at + 1])) return at;
            from = at + 1;
        }

        return -1;
    }
}
