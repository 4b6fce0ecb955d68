namespace WorkflowResilience.Analysis;

/// <summary>Where a pattern matched in a text.</summary>
/// <param name="Pattern">The pattern's index in its matcher.</param>
/// <param name="Line">The line, from 0.</param>
/// <param name="LineStart">Where the line begins, in bytes from the beginning of the text.</param>
/// <param name="LineLength">How long it is, in bytes, without its line feed.</param>
/// <param name="Start">Where in the line the literal begins, in bytes.</param>
/// <param name="Length">How long it is there, in bytes, wildcards included.</param>
/// <param name="Weight">How many bytes of it are plain.</param>
internal readonly record struct PatternHit(int Pattern, int Line, int LineStart, int LineLength, int Start, int Length, int Weight)
{
    /// <summary>The order by place; of those that begin at the same one the shorter first, then that of the patterns.</summary>
    internal static int Compare(PatternHit first, PatternHit second)
    {
        int order = (first.LineStart + first.Start).CompareTo(second.LineStart + second.Start);
        if (order == 0) order = first.Length.CompareTo(second.Length);
        if (order == 0) order = first.Pattern.CompareTo(second.Pattern);
        return order == 0 ? first.Weight.CompareTo(second.Weight) : order;
    }
}
