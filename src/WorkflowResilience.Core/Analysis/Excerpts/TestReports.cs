namespace WorkflowResilience.Analysis;

/// <summary>Recognises lines by which test runners report on one test, by their marks: a verdict word or a sign where a line begins or ends, and a name.</summary>
internal static class TestReports
{
    private static readonly string[] s_failedStarts =
    [
        "--- FAIL:", "FAILED ", "FAIL ", "FAIL: ", "FAIL\t", "not ok ", "✕ ", "✘ ", "✗ ", "× ", "● ", "[FAIL] ", "[  FAILED  ]", "TEST-UNEXPECTED-", "Failed Tests",
    ];

    private static readonly string[] s_passedStarts = ["✓", "✔", "√", "ok ", "--- PASS", "PASS", "[ OK ]", "[       OK ]", "[  PASSED", "Passed "];

    private static readonly string[] s_passedEnds = [" PASSED", " ... ok", " ... OK", " [PASS]", ": PASS", " XPASS", " SKIPPED", " (skipped)"];

    private static readonly string[] s_failedEnds = ["<<< FAILURE!", "<<< ERROR!", " ... FAILED", " ... FAIL", " ... ERROR", " [FAIL]", " FAILED", " stdout ----"];

    /// <summary>Whether the line reports that a test failed.</summary>
    internal static bool IsFailed(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> text = line.TrimStart();
        if (StartsWithAny(text, s_failedStarts)) return !text.StartsWith("FAILED (", StringComparison.Ordinal);
        if (text.Contains("TEST-UNEXPECTED-", StringComparison.Ordinal)) return true;
        foreach (string end in s_failedEnds)
        {
            if (text.EndsWith(end, StringComparison.Ordinal) || text.Contains("<<< ", StringComparison.Ordinal) && text.Contains(end, StringComparison.Ordinal))
                return !string.Equals(end, " FAILED", StringComparison.Ordinal) || Names(text[..^end.Length]);
        }

        return IsTimed(text) || IsUnittest(text) || (text.StartsWith("____", StringComparison.Ordinal) && text.EndsWith("____", StringComparison.Ordinal) && text.Trim('_').Contains(' '));
    }

    /// <summary>Whether the line reports that a test passed, whatever words its name holds.</summary>
    internal static bool IsPassed(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> text = line.Trim();
        if (StartsWithAny(text, s_passedStarts)) return !text.StartsWith("PASS", StringComparison.Ordinal) || text.Length == 4 || !IsLetter(text[4]) || text.StartsWith("PASSED", StringComparison.Ordinal);

        // tests/test_it.py::test_that PASSED [ 50%]
        if (text.Length > 0 && text[^1] == ']' && text.LastIndexOf('[') is > 0 and int share) text = text[..share].TrimEnd();
        foreach (string end in s_passedEnds)
        {
            if (text.EndsWith(end, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    // PASSWORD is no verdict.
    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c == '_';

    // Failed My.Namespace.Test [12 ms]
    private static bool IsTimed(ReadOnlySpan<char> text) => text.StartsWith("Failed ", StringComparison.Ordinal) && text.Length > 0 && text[^1] == ']' && text.LastIndexOf('[') > 0;

    // ERROR: test_it (module.Class)
    private static bool IsUnittest(ReadOnlySpan<char> text) =>
        text.StartsWith("ERROR: ", StringComparison.Ordinal) && text[^1] == ')' && text[7..].IndexOf(' ') is > 0 and int space && text[7 + space + 1] == '(' && text[(7 + space + 2)..].IndexOf(' ') < 0;

    private static bool Names(ReadOnlySpan<char> text) => text.IndexOfAny(".:>#") >= 0 && !text.Contains('\'');

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] starts)
    {
        foreach (string start in starts)
        {
            if (text.StartsWith(start, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
