namespace WorkflowResilience.Redaction;

/// <summary>Tokens that something in their middle gives away.</summary>
/// <param name="Literal">What stands in the middle, case included.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="BeforeMin">How many of it at least.</param>
/// <param name="BeforeMax">How many at most; a longer run is no such token.</param>
/// <param name="After">What stands after it.</param>
/// <param name="AfterMin">How many of it at least.</param>
/// <param name="AfterMax">How many at most; a longer run is no such token.</param>
internal sealed record MidShape(string Literal, Charset Before, int BeforeMin, int BeforeMax, Charset After, int AfterMin, int AfterMax)
{
    private const int LongestEscape = 5;

    /// <summary>The rule of the anchors that these shapes give.</summary>
    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        var shape = (MidShape)anchor.Row!;
        ReadOnlySpan<char> text = scan.Text;
        int start = at;
        while (start > 0 && at - start <= shape.BeforeMax + LongestEscape && shape.Before.Contains(text[start - 1])) start--;
        for (int length = 1; length <= LongestEscape && start + length < at; length++)
        {
            if (Boundary.EscapeBefore(text, start + length) != length) continue;
            start += length;
            break;
        }

        if (at - start < shape.BeforeMin || at - start > shape.BeforeMax) return;
        int end = scan.RunEnd(shape.After, at + shape.Literal.Length);
        while (end > at + shape.Literal.Length && text[end - 1] == '.') end--;
        int after = end - at - shape.Literal.Length;
        if (after < shape.AfterMin || after > shape.AfterMax) return;
        scan.Replace(start, end);
    }
}
