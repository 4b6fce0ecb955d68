using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>Recognises that a text ends by saying that all went well: what alarmed before was overcome.</summary>
internal static class Endings
{
    // So many lines from the end on: further up a success is that of an earlier step.
    private const int LastLines = 3;

    // So far from the success on a failure that was stated and not tried again is that of the whole: what went well then is a part, or was done afterwards.
    private const int Reach = 12;

    // So far back a runner's word that the job failed still holds: what it cleans up and uploads afterwards may well succeed.
    private const int Afterwards = 40;

    private static readonly string[] s_good =
    [
        "succeeded", "success", "successful", "successfully", "passed", "pass", "ok", "0 errors", "0 error(s)", "0 failed", "0 failures", "fail 0", "failed=0", "condition met",
    ];

    private static readonly SearchValues<string> s_any = SearchValues.Create(s_good, StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_after = SearchValues.Create(["lock released", "log out", "logout", "logged out", "message sent", "mail sent", "saved"], StringComparison.OrdinalIgnoreCase);

    // Said last: what failed was not needed.
    private static readonly string[] s_overcome = ["...ignoring", "defaulting to ", "falling back to ", "continuing without ", "proceeding without "];

    private static readonly SearchValues<string> s_again = SearchValues.Create(["retry", "retries", "attempt", "again", "rerun", "re-run", "flaky"], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] s_denied = ["not ", "n't ", "unable", "without ", "no ", "never ", "false", "fail", "error", "cannot", "0 passed", "before", "until", "last "];

    /// <summary>Whether one of the last lines says so, no line behind it that something failed, and no line soon before it that the whole job did.</summary>
    internal static bool IsGood(RatedText text)
    {
        int end = text.Text.AsSpan().TrimEnd("\r\n").Length, seen = 0;
        for (int index = text.LineFeeds; index >= 0 && seen < LastLines; index--)
        {
            int start = end == 0 ? 0 : text.Text.LastIndexOf('\n', end - 1) + 1;
            ReadOnlySpan<char> line = text.Text.AsSpan(start, end - start);
            end = start - 1;
            if (line.IsWhiteSpace()) continue;
            if ((seen == 0 && IsOvercome(line)) || (Says(line) && !Follows(line)) || TestReports.IsPassed(line)) return !FailedBefore(text, index, start) && !HasFailed(text, index);
            if (text.Lines.Exists(rated => rated.Index == index && rated.Role is not (ExcerptRole.Counter or ExcerptRole.Context))) return false;
            seen++;
            if (end < 0) break;
        }

        return false;
    }

    private static bool IsOvercome(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        foreach (string words in s_overcome)
        {
            int at = line.IndexOf(words, StringComparison.OrdinalIgnoreCase);
            if (at == 0 || (at > 1 && line[at - 2] is ':' or ',' or ';' or '.')) return true;
        }

        return false;
    }

    // What is done after anything, whatever its end: the upload of a log, the release of a lock.
    private static bool Follows(ReadOnlySpan<char> line) => LineReader.Read(line, errorLevel: false).Aftermath || line.IndexOfAny(s_after) >= 0;

    // An exit, a test that failed, a count of failures; none of them when another attempt was announced in between.
    private static bool FailedBefore(RatedText text, int index, int start)
    {
        for (int back = 0; back < Reach && start > 0; back++)
        {
            int end = start - 1;
            start = end == 0 ? 0 : text.Text.LastIndexOf('\n', end - 1) + 1;
            index--;
            ReadOnlySpan<char> line = text.Text.AsSpan(start, end - start);
            if (line.IndexOfAny(s_again) >= 0) return false;
            if (FailedCounts.On(line) || TestReports.IsFailed(line)) return true;
            int number = index;
            if (text.Lines.Exists(rated => rated.Index == number && rated.Role == ExcerptRole.Wrapper) && line.Contains("exit", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    // ##[error]Process completed with exit code 1. It is final, unless somebody says that it is tried again.
    private static bool HasFailed(RatedText text, int before)
    {
        foreach (RatedLine line in text.Lines)
        {
            if (line.Role == ExcerptRole.Wrapper && line.Index < before && before - line.Index <= Afterwards && LevelMark.Of(text[line], out _) == LineLevel.Error)
                return !Mentions.AnnouncesRetry(text.Text.AsSpan(line.Start));
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
            // make sure you pass a token: said to somebody, not of something
            if (word is "pass" or "passed" && after + 1 < line.Length && line[after] == ' ' && char.IsAsciiLetterLower(line[after + 1]) && char.IsAsciiLetterLower(line[at]) && !line[(after + 1)..].StartsWith("in ", StringComparison.Ordinal)) continue;
            return !IsUnreached(line) && !FailedCounts.On(line) && !FailedCounts.IsPart(line, at) && !Denies(word.StartsWith('0') || word.EndsWith('0') ? line[..at] : line);
        }

        return false;
    }

    // unreachable=1 failed=0
    private static bool IsUnreached(ReadOnlySpan<char> line) => line.IndexOf("unreachable=", StringComparison.Ordinal) is >= 0 and int at && !line[(at + 12)..].StartsWith("0", StringComparison.Ordinal);

    // 0 failed, 0 tests failed
    private static bool IsNone(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd(' ');
        if (before is [.., 's'] && before.LastIndexOf(' ') is > 0 and int blank) before = before[..blank];
        return before is [.., '0'] && (before.Length == 1 || !char.IsAsciiDigit(before[^2]));
    }

    private static bool Denies(ReadOnlySpan<char> line)
    {
        foreach (string word in s_denied)
        {
            int at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            if (word is "fail" or "error" && IsNone(line[..at])) continue;
            return true;
        }

        return false;
    }
}
