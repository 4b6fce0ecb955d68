using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkflowResilience.Argo;

/// <summary>Regular expressions that Go and .NET read alike.</summary>
/// <remarks>
/// .NET's engine without backtracking refuses most of what RE2 has no words for; what both take but read differently, or only .NET takes, is looked for here.
/// Differences that remain: <c>\d</c>, <c>\w</c> and <c>\s</c> are ASCII in Go, and <c>$</c> is the very end there.
/// </remarks>
internal static class Re2Pattern
{
    // Go refuses more repetitions than this of one part.
    private const int MostRepetitions = 1000;

    private static readonly SearchValues<char> s_escapes = SearchValues.Create("afnrtvxdDsSwWbBAzpP");

    private static readonly SearchValues<char> s_flags = SearchValues.Create("ims-");

    internal static Regex Parse(string pattern, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern, parameter);
        ExprText.RequireWhole(pattern, parameter);
        if (ProblemOf(pattern) is { } problem) throw new ArgumentException($"The pattern cannot be used by Argo: {problem}", parameter);
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException e)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The pattern is no regular expression: {e.Error} at character {e.Offset}."), parameter, e);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException("The pattern cannot be used by Argo: RE2 matches without backtracking and has no look-around, no back-references, no atomic and no conditional groups; it must not be huge either.", parameter, e);
        }
    }

    /// <summary>It holds what RE2 refuses for sure; what else it may refuse is not looked for.</summary>
    internal static bool IsForeign(string pattern)
    {
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            ReadOnlySpan<char> rest = pattern.AsSpan(i);
            if (rest[0] == '\\')
            {
                // What stands between \Q and \E means itself.
                if (rest.StartsWith(@"\Q")) return false;
                // Two octal digits are a character by number.
                if (!inClass && rest.Length > 1 && rest[1] is >= '1' and <= '9' && !(rest[1] <= '7' && rest.Length > 2 && rest[2] is >= '0' and <= '7')) return true;
                i++;
            }
            else if (rest[0] == '[' && !inClass)
            {
                inClass = true;
                if (rest.StartsWith("[^]") || rest.StartsWith("[]")) i += rest[1] == '^' ? 2 : 1;
            }
            else if (rest[0] == ']')
            {
                inClass = false;
            }
            else if (!inClass && (rest.StartsWith("(?=") || rest.StartsWith("(?!") || rest.StartsWith("(?<=") || rest.StartsWith("(?<!") || rest.StartsWith("(?>")))
            {
                return true;
            }
        }

        return false;
    }

    private static string? ProblemOf(string pattern)
    {
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            ReadOnlySpan<char> rest = pattern.AsSpan(i);
            switch (pattern[i])
            {
                case '\\':
                    if (EscapeProblem(rest) is { } escape) return escape;
                    i++;
                    break;
                case '[' when inClass:
                    if (rest.StartsWith("[:")) return $"[:…:] at character {i} means a class of characters in Go and single characters in .NET; write the characters out.";
                    if (i > 0 && pattern[i - 1] == '-') return $"a class less another one (character {i}) is known to .NET alone.";
                    break;
                case '[':
                    inClass = true;
                    if (rest.StartsWith("[^]") || rest.StartsWith("[]")) i += rest[1] == '^' ? 2 : 1;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass:
                    if (GroupProblem(rest) is { } group) return group;
                    break;
                case '{' when !inClass:
                    if (IsTooMany(rest)) return $"more than {MostRepetitions} repetitions (character {i}).";
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    private static string? EscapeProblem(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 1) return "it ends with a backslash.";
        char c = rest[1];
        if (char.IsAsciiDigit(c) || c == 'k') return $@"\{c} refers to a group; RE2 has no back-references. A character by number is \x and two digits.";
        if (s_escapes.Contains(c))
        {
            if (c == 'x' && (rest.Length < 4 || !char.IsAsciiHexDigit(rest[2]) || !char.IsAsciiHexDigit(rest[3]))) return @"behind \x there must be two hexadecimal digits.";
            return c is 'p' or 'P' && (rest.Length < 3 || rest[2] != '{') ? $@"behind \{c} the class must stand in braces, as \p{{L}}." : null;
        }

        return c < 128 && !char.IsAsciiLetter(c) ? null : $@"RE2 does not know \{c}.";
    }

    private static string? GroupProblem(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("(?")) return null;
        ReadOnlySpan<char> kind = rest[2..];
        if (kind.StartsWith("=") || kind.StartsWith("!") || kind.StartsWith("<=") || kind.StartsWith("<!")) return "RE2 has no look-around: (?=, (?!, (?<= and (?<!.";
        if (kind.StartsWith("P") || kind.StartsWith("<") || kind.StartsWith("'")) return "names of groups are written differently by Go and .NET and are of no use here; write (?:…).";
        int end = kind.IndexOfAny(':', ')');
        return end < 0 || kind[..end].IndexOfAnyExcept(s_flags) >= 0 ? "RE2 knows no groups but (…), (?:…) and those with the flags i, m and s." : null;
    }

    private static bool IsTooMany(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOf('}');
        if (end < 2) return false;
        foreach (Range range in rest[1..end].Split(','))
        {
            ReadOnlySpan<char> number = rest[1..end][range];
            if (number.Length > 0 && number.IndexOfAnyExceptInRange('0', '9') < 0 && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count > MostRepetitions)) return true;
        }

        return false;
    }
}
