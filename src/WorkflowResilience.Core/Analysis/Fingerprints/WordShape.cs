using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>What a run of letters and digits looks like: a word, a code that means something, or something drawn.</summary>
internal static class WordShape
{
    internal const int UuidLength = 36;

    private const int ShortestHex = 7;
    private const int ShortestRandom = 16;

    // The letters and digits of generated names in Kubernetes: no vowels, so that no word comes out by chance.
    private static readonly SearchValues<char> s_drawn = SearchValues.Create("bcdfghjklmnpqrstvwxz2456789");
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdefABCDEF");

    internal static bool IsHex(ReadOnlySpan<char> run) =>
        run.Length >= ShortestHex && !run.ContainsAnyExcept(s_hex) && (run.Length > ShortestHex || run.ContainsAnyInRange('0', '9'));

    /// <summary>Whether a text begins with the five groups of a UUID.</summary>
    internal static bool IsUuid(ReadOnlySpan<char> text)
    {
        if (text.Length < UuidLength || text[8] != '-' || (text.Length > UuidLength && char.IsAsciiLetterOrDigit(text[UuidLength]))) return false;
        return Guid.TryParseExact(text[..UuidLength], "D", out _);
    }

    /// <summary>Letters of both cases and digits change places more often than in any name that a person chose.</summary>
    internal static bool IsRandom(ReadOnlySpan<char> run)
    {
        if (run.Length < ShortestRandom) return false;
        int changes = 0, single = 0, previous = 0, length = 0;
        foreach (char c in run)
        {
            int kind = char.IsAsciiLetterUpper(c) ? 1 : char.IsAsciiLetterLower(c) ? 2 : char.IsAsciiDigit(c) ? 3 : 4;
            length++;
            if (kind == previous) continue;
            if (previous == 2 && length == 1) single++;
            previous = kind;
            length = 0;
            changes++;
        }

        // Of the parts of a name in camel case none has but one small letter.
        return changes * 5 >= run.Length * 2 && single >= 2;
    }

    /// <summary>The hash or the suffix that a generated name ends with, behind a hyphen.</summary>
    internal static bool IsDrawn(ReadOnlySpan<char> run, bool last) =>
        run.Length is 5 or 8 or 9 or 10 && !run.ContainsAnyExcept(s_drawn) && (run.Length > 5 || last || run.ContainsAnyInRange('2', '9'));

    /// <summary>CS0246, TS2304, E0308, AADSTS7000222: up to eight capitals and three digits or more.</summary>
    internal static bool IsCode(ReadOnlySpan<char> run)
    {
        int letters = run.IndexOfAnyExceptInRange('A', 'Z');
        return letters is > 0 and <= 8 && run.Length - letters is >= 3 and <= 7 && !run[letters..].ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>0x80070005, 0xC0000005, 0xE0434352, 0xFFFFFFFF: a result code of Windows, as opposed to an address.</summary>
    internal static bool IsResultCode(ReadOnlySpan<char> run) =>
        run.Length == 10 && run[0] == '0' && run[1] is 'x' or 'X' && (run[2] is '8' or 'C' or 'c' or 'E' or 'e' && run[3] == '0' || run[2..].StartsWith("FFF", StringComparison.OrdinalIgnoreCase)) && !run[2..].ContainsAnyExcept(s_hex);

    /// <summary>Five capitals and digits, as SQLSTATE has them.</summary>
    internal static bool IsSqlState(ReadOnlySpan<char> run)
    {
        if (run.Length != 5 || !run.ContainsAnyInRange('0', '9')) return false;
        foreach (char c in run)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c)) return false;
        }

        return true;
    }

    /// <summary>57P01, 40P01: a state that nothing else looks like.</summary>
    internal static bool IsPlainSqlState(ReadOnlySpan<char> run) =>
        run.Length == 5 && char.IsAsciiLetterUpper(run[2]) && !run[..2].ContainsAnyExceptInRange('0', '9') && !run[3..].ContainsAnyExceptInRange('0', '9');

    /// <summary>1m30s, 250ms, 2h: numbers that units follow.</summary>
    internal static bool IsDuration(ReadOnlySpan<char> run) => IsMeasured(run, sizes: false);

    /// <summary>512MB, 4k: a number that a unit of size follows.</summary>
    internal static bool IsSize(ReadOnlySpan<char> run) => IsMeasured(run, sizes: true);

    private static bool IsMeasured(ReadOnlySpan<char> run, bool sizes)
    {
        if (run.Length > 24 || !char.IsAsciiDigit(run[0])) return false;
        while (!run.IsEmpty)
        {
            int unit = run.IndexOfAnyExceptInRange('.', '9');
            if (unit <= 0) return false;
            run = run[unit..];
            int next = run.IndexOfAnyInRange('0', '9');
            ReadOnlySpan<char> name = next < 0 ? run : run[..next];
            if (sizes ? !MaskWords.IsSize(name) && name is not "M" : !MaskWords.IsDuration(name)) return false;
            run = next < 0 ? [] : run[next..];
        }

        return true;
    }
}
