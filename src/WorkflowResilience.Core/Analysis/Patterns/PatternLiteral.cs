using System.Buffers;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>
/// A literal of a pattern: plain parts, of which the longest is looked for by the scanner, and wildcards between them that are matched by hand on the line where it was found.
/// </summary>
/// <remarks>
/// The parts between two <c>{text}</c> form a unit that is matched without a choice; units are found from the anchor outwards, the nearest first, each within 200 bytes of the
/// one before. That never goes back, and looks at a bounded number of places around each anchor, however long the line is.
/// </remarks>
internal sealed class PatternLiteral
{
    private const int Reach = 200;
    private const string StatusStart = "{status:";
    private const int LongestId = 300;

    // Around one anchor. What a real line needs is a fraction of it; a line made to be searched in vain costs no more.
    private const int MostSteps = 2_000;
    private static readonly SearchValues<byte> s_id = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-/:@$"u8);
    private static readonly SearchValues<byte> s_digits = SearchValues.Create("0123456789"u8);

    private readonly Part[] _parts;
    private readonly int _anchor;
    private readonly bool _ordinal;

    private readonly bool _status;

    // A {text} at either end finds whatever stands there, so that it matters only where the whole of a value is asked about.
    private readonly bool _opens;
    private readonly bool _closes;

    private PatternLiteral(string pattern, Part[] parts, int anchor, bool ordinal, bool status = false, bool opens = false, bool closes = false)
    {
        _status = status;
        _opens = opens;
        _closes = closes;
        Pattern = pattern;
        _parts = parts;
        _anchor = anchor;
        _ordinal = ordinal;
    }

    private enum Wild : byte
    {
        None,
        Digits,
        Id,
        Text,
    }

    /// <summary>The text that it was read from.</summary>
    internal string Pattern { get; }

    /// <summary>What the scanner looks for.</summary>
    internal ScanLiteral Sought => _parts[_anchor].Literal!;

    internal bool IsPlain => _parts.Length == 1 && !_status;

    /// <summary>A text that it matches.</summary>
    internal string Sample => SampleOf("7", "x1", "x");

    /// <summary>Texts that it matches, as unlike one another as its wildcards and edges permit: what matches all of them is taken to match whatever it matches.</summary>
    internal IEnumerable<string> Samples
    {
        get
        {
            yield return Sample;
            string before = _parts[0].Literal is { Before: ScanEdge.Any } ? "x" : "", after = _parts[^1].Literal is { After: ScanEdge.Any } ? "x" : "";
            yield return $"{before}{SampleOf("1234567890", "a.b/c-d_e:f@g$9", "x (y), 'z'")}{after}";
            yield return SampleOf("0", "9", "");
        }
    }

    /// <summary>How many bytes of it are plain.</summary>
    internal int Weight => _parts.Sum(part => part.Bytes?.Length ?? 0);

    /// <summary>Reads a literal; null, and what is wrong with it, when it is none.</summary>
    internal static PatternLiteral? Read(string pattern, bool ordinal, out string? problem)
    {
        if (pattern.StartsWith(StatusStart, StringComparison.Ordinal)) return ReadStatus(pattern, ordinal, out problem);
        var parts = new List<Part>();
        int from = 0;
        problem = null;
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '{') continue;
            if (i + 1 < pattern.Length && pattern[i + 1] == '{')
            {
                i++;
                continue;
            }

            Wild wild = WildAt(pattern.AsSpan(i), out int length);
            if (wild == Wild.None) continue;
            if (i > from && !TryAdd(parts, pattern[from..i], ordinal, out problem)) return null;
            if (parts.Count > 0 && parts[^1].Wild != Wild.None)
            {
                problem = $"The literal '{pattern}' has two wildcards side by side, of which it cannot be told where one ends; put a text between them.";
                return null;
            }

            parts.Add(new Part(wild, null, null));
            i += length - 1;
            from = i + 1;
        }

        if (from < pattern.Length && !TryAdd(parts, pattern[from..], ordinal, out problem)) return null;
        bool opens = parts is [{ Wild: Wild.Text }, ..], closes = parts is [.., { Wild: Wild.Text }];
        while (parts.Count > 0 && parts[0].Wild == Wild.Text) parts.RemoveAt(0);
        while (parts.Count > 0 && parts[^1].Wild == Wild.Text) parts.RemoveAt(parts.Count - 1);
        int anchor = -1;
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Bytes is { } bytes && (anchor < 0 || bytes.Length > parts[anchor].Bytes!.Length)) anchor = i;
        }

        if (anchor < 0)
        {
            problem = pattern.Length == 0 ? "A literal must not be empty: it would be found everywhere." : $"The literal '{pattern}' is all wildcards; it needs a plain text.";
            return null;
        }

        return new PatternLiteral(pattern, [.. parts], anchor, ordinal, status: false, opens, closes);
    }

    /// <summary>Why the literal is found too easily; null when it is not.</summary>
    internal string? TooShort() =>
        Sought is { Before: ScanEdge.Any } or { After: ScanEdge.Any } && Encoding.UTF8.GetByteCount(Sought.Text) < 4
            ? $"The longest plain part of the literal '{Pattern}' has fewer than four characters; lengthen it, or bound it as {{word:…}} or {{num:…}}."
            : null;

    /// <summary>Whether the rest of the literal stands around its anchor.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where in it the anchor begins.</param>
    /// <param name="end">Where the anchor ends.</param>
    /// <returns>Where the whole begins and ends; null when the rest is not there.</returns>
    internal (int Start, int End)? Around(ReadOnlySpan<byte> line, int start, int end)
    {
        if (_status) return StatusNeighbours.Hold(line, start, end) ? (start, end) : null;
        int steps = MostSteps;
        if (!Onward(line, ref end, ref steps) || !Behind(line, ref start, ref steps)) return null;
        return (start, end);
    }

    /// <summary>Whether it matches the whole of a value.</summary>
    internal bool IsWhole(ReadOnlySpan<byte> value)
    {
        for (int at = 0; at <= value.Length - _parts[_anchor].Bytes!.Length; at++)
        {
            if (!Stands(_parts[_anchor], value, at)) continue;
            if (Around(value, at, at + _parts[_anchor].Bytes!.Length) is not (var start, var end)) continue;
            if (start <= (_opens ? Reach : 0) && value.Length - end <= (_closes ? Reach : 0)) return true;
        }

        return false;
    }

    private static PatternLiteral? ReadStatus(string pattern, bool ordinal, out string? problem)
    {
        if (pattern.Length != 12 || pattern[^1] != '}' || pattern.AsSpan(8, 3).ContainsAnyExceptInRange('0', '9'))
        {
            problem = $"The literal '{pattern}' is no status; {{status:503}} is the form, and it stands alone.";
            return null;
        }

        var parts = new List<Part>();
        return TryAdd(parts, $"{{num:{pattern.AsSpan(8, 3)}}}", ordinal, out problem) ? new PatternLiteral(pattern, [.. parts], 0, ordinal, status: true) : null;
    }

    private string SampleOf(string digits, string id, string text) => _status
        ? $"status {Sought.Text}"
        : string.Concat(_parts.Select(part => part.Wild switch { Wild.None => part.Literal!.Text, Wild.Digits => digits, Wild.Id => id, _ => text }));

    private static bool TryAdd(List<Part> parts, string text, bool ordinal, out string? problem)
    {
        if (LiteralSyntax.Read(text, ordinal, out problem) is not { } literal) return false;
        byte[] bytes = Encoding.UTF8.GetBytes(literal.Text);
        if (!ordinal) Lower(bytes);
        parts.Add(new Part(Wild.None, literal, bytes));
        return true;
    }

    private static void Lower(Span<byte> bytes)
    {
        foreach (ref byte b in bytes) b = Fold(b);
    }

    private static byte Fold(byte b) => (byte)(b - 'A') < 26 ? (byte)(b | 0x20) : b;

    private static Wild WildAt(ReadOnlySpan<char> text, out int length)
    {
        int close = text.IndexOf('}');
        length = close + 1;
        return close < 0 ? Wild.None : text[..length] switch { "{digits}" => Wild.Digits, "{id}" => Wild.Id, "{text}" => Wild.Text, _ => Wild.None };
    }

    private bool Onward(ReadOnlySpan<byte> line, ref int at, ref int steps)
    {
        int i = _anchor + 1;
        if (!UnitAhead(line, ref at, ref i, ref steps)) return false;
        while (i < _parts.Length)
        {
            // At a {text}: the nearest place where the unit behind it stands.
            int first = i + 1, last = Math.Min(line.Length, at + Reach);
            bool found = false;
            for (int from = at; from <= last && !found && steps > 0; from++, steps--)
            {
                int end = from, next = first;
                if (!UnitAhead(line, ref end, ref next, ref steps)) continue;
                (at, i, found) = (end, next, true);
            }

            if (!found) return false;
        }

        return true;
    }

    // Parts up to the next {text}, from where they must begin.
    private bool UnitAhead(ReadOnlySpan<byte> line, ref int at, ref int i, ref int steps)
    {
        for (; i < _parts.Length && _parts[i].Wild != Wild.Text; i++)
        {
            Part part = _parts[i];
            if (part.Wild == Wild.None)
            {
                if (!Stands(part, line, at)) return false;
                at += part.Bytes!.Length;
                continue;
            }

            ReadOnlySpan<byte> window = line.Slice(at, Math.Min(LongestId, line.Length - at));
            int run = window.IndexOfAnyExcept(Set(part.Wild));
            if (run < 0) run = window.Length;

            // An id may hold the character that follows it: it ends where the next part begins.
            if (part.Wild == Wild.Id && i + 1 < _parts.Length && _parts[i + 1].Wild == Wild.None) run = IdBefore(_parts[i + 1], line, at, run, ref steps);
            if (run < 1) return false;
            at += run;
        }

        return true;
    }

    private int IdBefore(Part next, ReadOnlySpan<byte> line, int at, int run, ref int steps)
    {
        for (int length = 1; length <= run && steps > 0; length++, steps--)
        {
            if (Stands(next, line, at + length)) return length;
        }

        return 0;
    }

    private bool Behind(ReadOnlySpan<byte> line, ref int at, ref int steps)
    {
        int i = _anchor - 1;
        if (!UnitBehind(line, ref at, ref i, ref steps)) return false;
        while (i >= 0)
        {
            int first = i - 1, last = Math.Max(0, at - Reach);
            bool found = false;
            for (int from = at; from >= last && !found && steps > 0; from--, steps--)
            {
                int start = from, next = first;
                if (!UnitBehind(line, ref start, ref next, ref steps)) continue;
                (at, i, found) = (start, next, true);
            }

            if (!found) return false;
        }

        return true;
    }

    private bool UnitBehind(ReadOnlySpan<byte> line, ref int at, ref int i, ref int steps)
    {
        for (; i >= 0 && _parts[i].Wild != Wild.Text; i--)
        {
            Part part = _parts[i];
            if (part.Wild == Wild.None)
            {
                if (at < part.Bytes!.Length || !Stands(part, line, at - part.Bytes.Length)) return false;
                at -= part.Bytes.Length;
                continue;
            }

            int first = Math.Max(0, at - LongestId), start = first + line[first..at].LastIndexOfAnyExcept(Set(part.Wild)) + 1;
            if (part.Wild == Wild.Id && i > 0 && _parts[i - 1].Wild == Wild.None) start = IdBehind(_parts[i - 1], line, start, at, ref steps);
            if (start >= at || start < 0) return false;
            at = start;
        }

        return true;
    }

    private int IdBehind(Part previous, ReadOnlySpan<byte> line, int start, int end, ref int steps)
    {
        for (int from = end - 1; from >= start && steps > 0; from--, steps--)
        {
            if (from >= previous.Bytes!.Length && Stands(previous, line, from - previous.Bytes.Length)) return from;
        }

        return -1;
    }

    private static SearchValues<byte> Set(Wild wild) => wild == Wild.Digits ? s_digits : s_id;

    private bool Stands(Part part, ReadOnlySpan<byte> line, int at)
    {
        byte[] bytes = part.Bytes!;
        if (at < 0 || at + bytes.Length > line.Length) return false;
        ReadOnlySpan<byte> there = line.Slice(at, bytes.Length);
        if (_ordinal)
        {
            if (!there.SequenceEqual(bytes)) return false;
        }
        else
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                if (Fold(there[i]) != bytes[i]) return false;
            }
        }

        return EdgeRules.HoldsBefore(part.Literal!.Before, line, at) && EdgeRules.HoldsAfter(part.Literal.After, line, at + bytes.Length);
    }

    private readonly record struct Part(Wild Wild, ScanLiteral? Literal, byte[]? Bytes);
}
