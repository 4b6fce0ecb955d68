namespace WorkflowResilience.Analysis;

/// <summary>
/// The tables that let needles of one to three bytes through: they are dealt to eight groups, a bit each, and a byte may stand at a position of a group's needles when both its
/// halves may, which a
/// register looks up for many bytes at once.
/// </summary>
internal static class ShortSieve
{
    internal const int MaxLength = 3;
    private const int Groups = 8;
    private const int Half = 16;

    internal static int LowTable(int position) => position * 2 * Half;

    internal static int HighTable(int position) => (position * 2 * Half) + Half;

    /// <summary>For each position sixteen bytes for the low halves and sixteen for the high ones: the groups in which such a half is possible.</summary>
    /// <remarks>Null when no needle is that short. The short ones are the last of the set.</remarks>
    internal static byte[]? Tables(NeedleSet set)
    {
        int first = set.Needles.Length;
        while (first > 0 && set.Needles[first - 1].Length <= MaxLength) first--;
        if (first == set.Needles.Length) return null;
        byte[] tables = new byte[LowTable(MaxLength)];
        int[] needles = new int[set.Needles.Length - first];
        for (int i = 0; i < needles.Length; i++) needles[i] = first + i;

        // Neighbours in the order of their bytes have most in common, so that a group lets little through that is none of its own.
        Array.Sort(needles, (a, b) => set.BytesOf(a).SequenceCompareTo(set.BytesOf(b)));
        for (int i = 0; i < needles.Length; i++)
        {
            Needle needle = set.Needles[needles[i]];
            byte group = (byte)(1 << (int)((long)i * Groups / needles.Length));
            for (int position = 0; position < MaxLength; position++)
            {
                if (position < needle.Length)
                {
                    byte value = set.Values[needle.At + position], mask = needle.MaskOf(value);
                    Admit(tables, position, value, group);
                    Admit(tables, position, (byte)(value & ~mask), group);
                }
                else
                {
                    for (int half = 0; half < 2 * Half; half++) tables[LowTable(position) + half] |= group;
                }
            }
        }

        return tables;
    }

    private static void Admit(byte[] tables, int position, byte value, byte group)
    {
        tables[LowTable(position) + (value & 0xF)] |= group;
        tables[HighTable(position) + (value >> 4)] |= group;
    }
}
