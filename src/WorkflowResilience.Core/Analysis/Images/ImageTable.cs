using System.Runtime.CompilerServices;

namespace WorkflowResilience.Analysis;

/// <summary>Reads the needles of an image, and what they stand for.</summary>
internal static class ImageTable
{
    private const int EdgeBits = 2;
    private const int UseBits = 2;

    /// <summary>How a needle is to be found, in a byte.</summary>
    internal static byte Shape(bool ordinal, ScanEdge before, ScanEdge after) => (byte)((ordinal ? 1 : 0) | ((int)before << 1) | ((int)after << (1 + EdgeBits)));

    /// <summary>Which of its pattern's literals an entry is, in a number.</summary>
    internal static int Place(int place, LiteralUse use) => (place << UseBits) | (int)use;

    /// <summary>Reads on from the tables for short needles.</summary>
    // Compiled at once to the end: it runs once a process, over tens of thousands of needles.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (ScanTable Scan, MatcherEntry[] Entries, int[] Starts) Read(ref ImageCursor cursor, int needleCount, int valueCount)
    {
        byte[]? shorts = cursor.Int() is var bytes and > 0 ? cursor.Bytes(bytes).ToArray() : null;
        byte[] values = cursor.Bytes(valueCount).ToArray();
        var needles = new Needle[needleCount];
        ushort[] offsets = new ushort[needleCount];
        var entries = new MatcherEntry[cursor.Int()];
        int[] starts = new int[needleCount + 1];
        int at = 0, count = 0;
        for (int i = 0; i < needles.Length; i++)
        {
            int length = cursor.Int();
            offsets[i] = (ushort)cursor.Int();
            int shape = cursor.Int();
            needles[i] = new Needle(at, length, i, (shape & 1) != 0, (ScanEdge)((shape >> 1) & ((1 << EdgeBits) - 1)), (ScanEdge)(shape >> (1 + EdgeBits)));
            at += length;
            starts[i] = count;
            for (int rest = cursor.Int(); rest > 0; rest--)
            {
                int pattern = cursor.Int(), place = cursor.Int(), wild = cursor.Int() - 1, weight = wild < 0 ? length : cursor.Int();
                entries[count++] = new MatcherEntry(pattern, (LiteralUse)(place & ((1 << UseBits) - 1)), (ushort)(place >> UseBits), (ushort)weight, wild);
            }
        }

        starts[^1] = count;
        return (new ScanTable(new NeedleSet(values, needles), offsets, shorts), entries, starts);
    }
}
