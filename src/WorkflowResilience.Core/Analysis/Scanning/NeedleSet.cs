using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>The literals' bytes in one place, longest first: among hits with the same end, the order in which they are reported is the order of the needles.</summary>
internal sealed class NeedleSet
{
    // A needle that is the same as another but for the literal it stands for; -1 for none.
    private readonly int[] _twins;
    private readonly bool[] _joined;

    internal NeedleSet(ScanLiteral[] literals)
    {
        byte[][] bytes = new byte[literals.Length][];
        long[] order = new long[literals.Length];
        int total = 0;
        for (int i = 0; i < literals.Length; i++)
        {
            bytes[i] = Encoding.UTF8.GetBytes(literals[i].Text);
            total += bytes[i].Length;
            order[i] = ((long)(ScanLiteral.MaxLength - bytes[i].Length) << 32) | (uint)i;
        }

        Array.Sort(order);
        Values = new byte[total];
        Masks = new byte[total];
        Needles = new Needle[literals.Length];
        _twins = new int[literals.Length];
        _joined = new bool[literals.Length];
        int at = 0;
        for (int i = 0; i < order.Length; i++)
        {
            ScanLiteral literal = literals[(int)order[i]];
            byte[] needle = bytes[(int)order[i]];
            for (int j = 0; j < needle.Length; j++)
            {
                // A letter in either case and nothing else is the lower-case letter once bit 5 is set.
                byte mask = !literal.IsOrdinal && char.IsAsciiLetter((char)needle[j]) ? (byte)0x20 : (byte)0;
                Masks[at + j] = mask;
                Values[at + j] = (byte)(needle[j] | mask);
            }

            Needles[i] = new Needle(at, needle.Length, (int)order[i], literal);
            _twins[i] = -1;
            at += needle.Length;
        }

        MaxLength = literals.Length == 0 ? 0 : Needles[0].Length;
    }

    internal byte[] Values { get; }

    internal byte[] Masks { get; }

    internal Needle[] Needles { get; }

    internal int MaxLength { get; }

    internal ReadOnlySpan<byte> BytesOf(int needle) => Values.AsSpan(Needles[needle].At, Needles[needle].Length);

    internal int TwinOf(int needle) => _twins[needle];

    /// <summary>Whether a needle is reported along with another that is the same.</summary>
    internal bool IsJoined(int needle) => _joined[needle];

    /// <summary>Lets a needle be reported wherever the other is, when they are the same; false when they are not.</summary>
    internal bool TryJoin(int first, int later)
    {
        if (!Needles[first].IsLike(Needles[later]) || !BytesOf(first).SequenceEqual(BytesOf(later))) return false;
        (_twins[later], _twins[first]) = (_twins[first], later);
        _joined[later] = true;
        return true;
    }

    /// <summary>Whether the needle's bytes stand at a place of the text, from which on there must be as many.</summary>
    internal bool Matches(in Needle needle, ReadOnlySpan<byte> text, int start)
    {
        ref byte t = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start);
        ref byte v = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Values), needle.At);
        ref byte m = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Masks), needle.At);
        int length = needle.Length;
        switch (length)
        {
            case >= 16:
                for (int i = 0; i < length - 16; i += 16)
                {
                    if (!Same16(ref t, ref v, ref m, i)) return false;
                }

                return Same16(ref t, ref v, ref m, length - 16);
            case >= 8:
                return Same8(ref t, ref v, ref m, 0) && Same8(ref t, ref v, ref m, length - 8);
            default:
                for (int i = 0; i < length; i++)
                {
                    if ((Unsafe.Add(ref t, i) | Unsafe.Add(ref m, i)) != Unsafe.Add(ref v, i)) return false;
                }

                return true;
        }
    }

    private static bool Same16(ref byte t, ref byte v, ref byte m, nint i) =>
        (Vector128.LoadUnsafe(ref t, (nuint)i) | Vector128.LoadUnsafe(ref m, (nuint)i)) == Vector128.LoadUnsafe(ref v, (nuint)i);

    private static bool Same8(ref byte t, ref byte v, ref byte m, nint i) =>
        (Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref t, i)) | Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref m, i))) == Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref v, i));
}
