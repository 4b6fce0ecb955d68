namespace WorkflowResilience.Analysis;

/// <summary>Sixteen bits from the two halves of a gram; the vector registers compute the same of many at once.</summary>
internal static class GramHash
{
    internal const int Bits = 16;
    internal const ushort First = 0x9E3B;
    internal const ushort Second = 0xC2B5;
    internal const ushort HalfFold = 0x2020;

    internal static int Of(uint gram) => (ushort)(((ushort)gram * First) + ((gram >> 16) * Second));
}
