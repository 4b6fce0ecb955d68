using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>A literal of a pattern as the matcher holds it.</summary>
/// <param name="Pattern">The pattern's index in its table.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Place">Its place among the pattern's literals of the same use.</param>
/// <param name="Weight">The plain bytes of the literal.</param>
/// <param name="Wild">Its number among the literals with wildcards; negative when it has none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MatcherEntry(int Pattern, LiteralUse Use, ushort Place, ushort Weight, int Wild)
{
    /// <summary>The number of literals without wildcards.</summary>
    internal const int Plain = -1;

    internal bool IsPlain => Wild < 0;
}
