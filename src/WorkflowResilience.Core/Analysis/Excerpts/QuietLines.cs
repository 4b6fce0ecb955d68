using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Recognises, by their form, lines that tell of nothing that happened, whatever words they hold: a metric's sample, a setting, an option's help, the subject of a commit,
/// what a configuration script probes for, a statement of a program.
/// </summary>
internal static class QuietLines
{
    private const int Commit = 7;

    private static readonly SearchValues<char> s_lower = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");
    private static readonly SearchValues<char> s_upper = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    private static readonly SearchValues<char> s_name = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:");
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> s_step = SearchValues.Create("0123456789/");
    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.eE+- ");

    private static readonly string[] s_counters = ["_total", "_count", "_sum", "_seconds", "_bytes", "_ratio", "_percent", "_bucket"];
    private static readonly string[] s_kinds = ["fix", "feat", "chore", "docs", "refactor", "perf", "style", "revert"];
    private static readonly string[] s_probes = ["checking ", "-- Performing Test ", "-- Looking for ", "-- Checking ", "-- Check "];
    private static readonly string[] s_calls = ["log.", "logger.", "logging.", "console.", "_logger.", "LOG.", "log::", "print(", "printf(", "echo \"", "echo '"];
    private static readonly string[] s_instructions = ["RUN ", "COPY ", "ADD ", "ENV ", "ARG ", "FROM ", "CMD ", "LABEL ", "ENTRYPOINT ", "WORKDIR ", "HEALTHCHECK "];
    private static readonly string[] s_units = ["Compiling ", "Checking ", "Downloaded ", "Installing ", "Updating ", "Adding "];
    private static readonly string[] s_marks = ["* **", "- **", "## ", "### ", "usage: ", "Usage: ", "If you see ",
        "* [new branch]", "* [new tag]", "- [deleted]", "create mode ", "delete mode ", "diff --git ", "+++ b/", "--- a/", "Switched to ", "Previous HEAD position was ", "Auto-merging ",
        "remote: Resolving deltas", "remote: Counting objects", "remote: Compressing objects", "remote: Enumerating objects", "Loading class "];

    /// <summary>Whether the line is one.</summary>
    internal static bool Has(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> text = line.Trim();
        return text.Length > 3 && (IsSample(text) || IsSetting(text) || IsOption(text) || IsSubject(text) || IsProbe(text) || IsStatement(text) || IsBuildStep(text) || IsUnit(text) || StartsWithAny(text, s_marks));
    }

    // http_requests_total{code="500"} 0
    private static bool IsSample(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExcept(s_name);
        if (end < 4 || !text[..end].Contains('_')) return false;
        if (text[end] == '{') return text.LastIndexOf('}') is > 0 and int close && IsNumber(text[(close + 1)..]);
        return text[end] == ' ' && IsNumber(text[end..]) && (text[end..].Trim() is "0" or "0.0" || EndsWithAny(text[..end], s_counters));
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length > 1 && text[0] == ' ' && !text.ContainsAnyExcept(s_number) && char.IsAsciiDigit(text[^1]);

    // - stuck_or_timeout_failure; when: [api_failure, script_failure]; FAIL_ON_ERROR: true
    private static bool IsSetting(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("- ", StringComparison.Ordinal)) return IsIdentifier(text[2..]);
        int end = text.IndexOfAny(':', '=');
        if (end < 2 || end + 2 > text.Length) return false;
        ReadOnlySpan<char> name = text[..end].TrimEnd(' '), value = text[(end + 1)..].Trim(" \"'");
        if (value is ['[', .., ']'] && !name.ContainsAnyExcept(s_lower))
        {
            foreach (Range part in value[1..^1].Split(','))
            {
                if (value[1..^1][part].Trim(" \"'").ContainsAnyExcept(s_lower)) return false;
            }

            return true;
        }

        return name.Contains('_') && !name.ContainsAnyExcept(s_upper) && (value is "true" or "false" or "on" or "off" or "yes" or "no" || !value.ContainsAnyExceptInRange('0', '9'));
    }

    private static bool IsIdentifier(ReadOnlySpan<char> text) => text.Contains('_') && !text.ContainsAnyExcept(s_lower);

    //   --timeout duration   Longest time to wait
    private static bool IsOption(ReadOnlySpan<char> text)
    {
        bool opens = (text.StartsWith("--", StringComparison.Ordinal) && char.IsAsciiLetter(text[2])) || (text[0] == '-' && char.IsAsciiLetter(text[1]) && text[2] is ',' or ' ');
        return opens && (text.Contains("  ", StringComparison.Ordinal) || text.Contains('\t'));
    }

    // HEAD is now at 8f1c2de fix: handle a reset; 8f1c2de feat(api): …; chore: …
    private static bool IsSubject(ReadOnlySpan<char> text)
    {
        const string Head = "HEAD is now at ";
        if (text.StartsWith(Head, StringComparison.Ordinal)) return true;
        if (text.StartsWith("Merge pull request #", StringComparison.Ordinal)) return true;
        text = text.TrimStart("*- ");
        int hex = text.IndexOfAnyExcept(s_hex);
        if (hex >= Commit && text[hex] == ' ') text = text[(hex + 1)..];
        foreach (string kind in s_kinds)
        {
            if (!text.StartsWith(kind, StringComparison.Ordinal)) continue;
            ReadOnlySpan<char> rest = text[kind.Length..];
            if (rest is ['(', ..] && rest.IndexOf(')') is > 0 and int close) rest = rest[(close + 1)..];
            if (rest is ['!', ..]) rest = rest[1..];
            if (rest is [':', ' ', ..]) return true;
        }

        return false;
    }

    // checking for strerror_r... no: the answer to a question.
    private static bool IsProbe(ReadOnlySpan<char> text) => StartsWithAny(text, s_probes) && !text.Contains("error:", StringComparison.Ordinal) && (text[0] == '-' || text.Contains("...", StringComparison.Ordinal));

    // Step 9/14 : RUN …; #12 [3/5] RUN …; > [3/5] RUN …: what an image is made of.
    private static bool IsBuildStep(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = text;
        if (rest.StartsWith("Step ", StringComparison.Ordinal)) rest = rest[5..];
        else if (rest[0] is '#' or '>' && rest.IndexOf('[') is > 0 and < 8 and int open) rest = rest[(open + 1)..];
        else return false;
        int end = rest.IndexOfAny(" ]");
        if (end < 3 || rest[..end].ContainsAnyExcept(s_step) || !rest[..end].Contains('/')) return false;
        rest = rest[end..].TrimStart(" :]");
        return StartsWithAny(rest, s_instructions);
    }

    // Compiling retry-limiter v0.3.1: its name says nothing.
    private static bool IsUnit(ReadOnlySpan<char> text)
    {
        if (!StartsWithAny(text, s_units) || text.Contains(':')) return false;
        int version = text.LastIndexOf(" v");
        return version > 0 && version + 2 < text.Length && char.IsAsciiDigit(text[version + 2]);
    }

    // What a program would say: log.warning("timed out: %s", e)
    private static bool IsStatement(ReadOnlySpan<char> text) =>
        (StartsWithAny(text, s_calls) && (text.Contains('"') || text.Contains('\'') || text.Contains('(')) && !text.Contains(": error", StringComparison.OrdinalIgnoreCase) && text[^1] is ')' or ';' or '"' or '\'')
        || ((text.StartsWith("except ", StringComparison.Ordinal) || text.StartsWith("} catch ", StringComparison.Ordinal) || text.StartsWith("catch (", StringComparison.Ordinal)) && text[^1] is ':' or '{');

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] starts)
    {
        foreach (string start in starts)
        {
            if (text.StartsWith(start, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] ends)
    {
        foreach (string end in ends)
        {
            if (text.EndsWith(end, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
