namespace WorkflowResilience.Analysis;

/// <summary>Whether the neighbours of a literal are such as its edges demand. Looks at two bytes on either side at most.</summary>
internal static class EdgeRules
{
    /// <summary>How far from a literal its neighbours are looked at.</summary>
    internal const int Reach = 2;

    internal static bool HoldsBefore(ScanEdge edge, ReadOnlySpan<byte> text, int start) =>
        edge == ScanEdge.Any || start == 0 || Holds(edge, text[start - 1], start > 1 ? text[start - 2] : (byte)' ');

    internal static bool HoldsAfter(ScanEdge edge, ReadOnlySpan<byte> text, int end) =>
        edge == ScanEdge.Any || end == text.Length || Holds(edge, text[end], end + 1 < text.Length ? text[end + 1] : (byte)' ');

    /// <summary>Whether a byte alone does not tell if it is a good neighbour.</summary>
    internal static bool NeedsTheNext(ScanEdge edge, byte beside) => edge == ScanEdge.Number && IsSeparator(beside);

    private static bool Holds(ScanEdge edge, byte beside, byte beyond) =>
        !IsOfWords(beside) && !(NeedsTheNext(edge, beside) && char.IsAsciiDigit((char)beyond));

    private static bool IsOfWords(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';

    private static bool IsSeparator(byte value) => value is (byte)'.' or (byte)',';
}
