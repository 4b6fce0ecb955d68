using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>A literal as the scanner keeps it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Needle(int at, int length, int literal, ScanLiteral options)
{
    /// <summary>Where its bytes are in <see cref="NeedleSet.Values"/> and <see cref="NeedleSet.Masks"/>.</summary>
    internal readonly int At = at;

    /// <summary>How many they are.</summary>
    internal readonly int Length = length;

    /// <summary>The literal's index in the caller's list.</summary>
    internal readonly int Literal = literal;

    internal readonly bool IsOrdinal = options.IsOrdinal;
    private readonly ScanEdge _before = options.Before;
    private readonly ScanEdge _after = options.After;

    internal bool HasGoodNeighbours(ReadOnlySpan<byte> text, int start) => EdgeRules.HoldsBefore(_before, text, start) && EdgeRules.HoldsAfter(_after, text, start + Length);

    /// <summary>Whether the other one, when its bytes are the same, is found at the same places.</summary>
    internal bool IsLike(in Needle other) => Length == other.Length && IsOrdinal == other.IsOrdinal && _before == other._before && _after == other._after;
}
