using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>An occurrence of a literal in a text.</summary>
/// <param name="Literal">The index of the literal in the list that the scanner was made of.</param>
/// <param name="Start">Where its first byte is, counted in bytes from the beginning of the text.</param>
/// <param name="Length">The literal's length in bytes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScanHit(int Literal, long Start, int Length)
{
    /// <summary>Where the first byte after it is.</summary>
    public long End => Start + Length;
}
