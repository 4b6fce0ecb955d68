using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>The literals' bytes in one place, longest first: among hits with the same end, the order in which they are reported is the order of the needles.</summary>
internal sealed class NeedleSet
{
    // For a needle that is the same as another but for the literal it stands for the other's index + 1; 0 for none. Null until there are such.
    private int[]? _twins;
    private bool[]? _joined;

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
        Needles = new Needle[literals.Length];
        int at = 0;
        for (int i = 0; i < order.Length; i++)
        {
            ScanLiteral literal = literals[(int)order[i]];
            byte[] needle = bytes[(int)order[i]];
            Needles[i] = new Needle(at, needle.Length, (int)order[i], literal.IsOrdinal, literal.Before, literal.After);
            for (int j = 0; j < needle.Length; j++) Values[at + j] = (byte)(needle[j] | Needles[i].MaskOf(needle[j]));
            at += needle.Length;
        }

        MaxLength = literals.Length == 0 ? 0 : Needles[0].Length;
    }

    /// <summary>Needles that are sorted already, of which no two are the same.</summary>
    /// <param name="values">Their bytes with bit 5 set in letters of either case.</param>
    /// <param name="needles">The needles.</param>
    internal NeedleSet(byte[] values, Needle[] needles)
    {
        Values = values;
        Needles = needles;
        MaxLength = needles.Length == 0 ? 0 : needles[0].Length;
    }

    internal byte[] Values { get; }

    internal Needle[] Needles { get; }

    internal int MaxLength { get; }

    internal ReadOnlySpan<byte> BytesOf(int needle) => Values.AsSpan(Needles[needle].At, Needles[needle].Length);

    internal int TwinOf(int needle) => _twins is null ? -1 : _twins[needle] - 1;

    /// <summary>Whether a needle is reported along with another that is the same.</summary>
    internal bool IsJoined(int needle) => _joined is not null && _joined[needle];

    /// <summary>Lets a needle be reported wherever the other is, when they are the same; false when they are not.</summary>
    internal bool TryJoin(int first, int later)
    {
        if (!Needles[first].IsLike(Needles[later]) || !BytesOf(first).SequenceEqual(BytesOf(later))) return false;
        _twins ??= new int[Needles.Length];
        _joined ??= new bool[Needles.Length];
        (_twins[later], _twins[first]) = (_twins[first], later + 1);
        _joined[later] = true;
        return true;
    }

    /// <summary>Whether the needle's bytes stand at a place of the text, from which on there must be as many.</summary>
    internal bool Matches(in Needle needle, ReadOnlySpan<byte> text, int start)
    {
        ref byte t = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start);
        ref byte v = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Values), needle.At);
        int length = needle.Length;
        switch (length)
        {
            case >= 16:
                Vector128<byte> either = Vector128.Create(needle.CaseBit);
                for (int i = 0; i < length - 16; i += 16)
                {
                    if (!Same(Vector128.LoadUnsafe(ref t, (nuint)i), Vector128.LoadUnsafe(ref v, (nuint)i), either)) return false;
                }

                return Same(Vector128.LoadUnsafe(ref t, (nuint)(length - 16)), Vector128.LoadUnsafe(ref v, (nuint)(length - 16)), either);
            case >= 8:
                return Same(FirstAndLast(ref t, length - 8), FirstAndLast(ref v, length - 8), Vector128.Create(needle.CaseBit));
            default:
                for (int i = 0; i < length; i++)
                {
                    byte value = Unsafe.Add(ref v, i);
                    if ((Unsafe.Add(ref t, i) | needle.MaskOf(value)) != value) return false;
                }

                return true;
        }
    }

    // Letters match in both cases when the bit by which the cases differ is given.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Same(Vector128<byte> text, Vector128<byte> value, Vector128<byte> caseBit)
    {
        Vector128<byte> letters = Vector128.LessThan(value - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
        return (text | (letters & caseBit)) == value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> FirstAndLast(ref byte bytes, int last) =>
        Vector128.Create(Unsafe.ReadUnaligned<ulong>(ref bytes), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, last))).AsByte();
}
