using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>A literal as the scanner keeps it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Needle(int at, int length, int literal, bool isOrdinal, ScanEdge before, ScanEdge after)
{
    /// <summary>Where its bytes are in <see cref="NeedleSet.Values"/>, letters that match in either case as small ones.</summary>
    internal readonly int At = at;

    /// <summary>How many they are.</summary>
    internal readonly int Length = length;

    /// <summary>The literal's index in the caller's list.</summary>
    internal readonly int Literal = literal;

    internal readonly bool IsOrdinal = isOrdinal;
    internal readonly ScanEdge Before = before;
    internal readonly ScanEdge After = after;

    /// <summary>The bit by which the cases of a letter differ, where they do not matter; otherwise none.</summary>
    internal byte CaseBit => IsOrdinal ? (byte)0 : (byte)0x20;

    /// <summary>What of a byte of it does not matter: a letter in either case and nothing else is the small letter once the bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte MaskOf(byte value) => char.IsAsciiLetter((char)value) ? CaseBit : (byte)0;

    internal bool HasGoodNeighbours(ReadOnlySpan<byte> text, int start) => EdgeRules.HoldsBefore(Before, text, start) && EdgeRules.HoldsAfter(After, text, start + Length);

    /// <summary>Whether the other one, when its bytes are the same, is found at the same places.</summary>
    internal bool IsLike(in Needle other) => Length == other.Length && IsOrdinal == other.IsOrdinal && Before == other.Before && After == other.After;
}
