using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>Recognises that a text ends by saying that all went well: what alarmed before was overcome.</summary>
internal static class Endings
{
    // So many lines from the end on: further up a success is that of an earlier step.
    private const int LastLines = 3;

    private static readonly string[] s_good =
    [
        "succeeded", "success", "successful", "successfully", "passed", "pass", "ok", "0 errors", "0 error(s)", "0 failed", "0 failures", "fail 0",
    ];

    private static readonly SearchValues<string> s_any = SearchValues.Create(s_good, StringComparison.OrdinalIgnoreCase);

    private static readonly string[] s_denied = ["not ", "n't ", "un", "without ", "no ", "never ", "false", "fail", "error", "cannot", "0 passed", "before", "until"];

    /// <summary>Whether one of the last lines says so, and no line behind it that something failed.</summary>
    internal static bool IsGood(RatedText text)
    {
        int end = text.Text.AsSpan().TrimEnd("\r\n").Length, seen = 0;
        for (int index = text.LineFeeds; index >= 0 && seen < LastLines; index--)
        {
            int start = end == 0 ? 0 : text.Text.LastIndexOf('\n', end - 1) + 1;
            ReadOnlySpan<char> line = text.Text.AsSpan(start, end - start);
            end = start - 1;
            if (line.IsWhiteSpace()) continue;
            if (Says(line) || TestReports.IsPassed(line)) return true;
            if (text.Lines.Exists(rated => rated.Index == index && rated.Role is not (ExcerptRole.Counter or ExcerptRole.Context))) return false;
            seen++;
            if (end < 0) break;
        }

        return false;
    }

    private static bool Says(ReadOnlySpan<char> line)
    {
        if (line.IndexOfAny(s_any) < 0) return false;
        foreach (string word in s_good)
        {
            int at = line.LastIndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0 || (at > 0 && char.IsAsciiLetterOrDigit(line[at - 1]))) continue;
            int after = at + word.Length;
            if (after < line.Length && (char.IsAsciiLetterOrDigit(line[after]) || line[after] is '_' or ':' or '=')) continue;

            // ok is said last, or it may be any word.
            if (word.Length == 2 && after < line.TrimEnd(" .!\t").Length) continue;
            return !Denies(word.StartsWith('0') || word.EndsWith('0') ? line[..at] : line);
        }

        return false;
    }

    private static bool Denies(ReadOnlySpan<char> line)
    {
        foreach (string word in s_denied)
        {
            int at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            if (word is "fail" or "error" && at >= 2 && line[at - 1] == ' ' && line[at - 2] == '0' && (at == 2 || !char.IsAsciiDigit(line[at - 3]))) continue;
            return true;
        }

        return false;
    }
}
