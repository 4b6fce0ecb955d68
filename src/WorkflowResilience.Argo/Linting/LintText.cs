using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>Pieces of a manifest as they stand in a finding: one line, never long.</summary>
internal static class LintText
{
    private const int Length = 60;

    internal static string Short(string text)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        string line = end < 0 ? text : text[..end];
        if (line.Length <= Length) return end < 0 ? line : line + "…";

        // Half of a pair is no character.
        return string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[Length - 1]) ? Length - 1 : Length), "…");
    }

    internal static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
}
