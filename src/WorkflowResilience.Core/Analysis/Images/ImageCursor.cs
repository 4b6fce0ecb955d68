using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>Reads what a <see cref="BinaryWriter"/> has written, from memory, one value behind the other.</summary>
internal ref struct ImageCursor(ReadOnlySpan<byte> bytes)
{
    private const int Bits = 7;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Where the next value begins.</summary>
    internal readonly int At => _at;

    internal byte Byte() => _bytes[_at++];

    internal bool Bool() => Byte() != 0;

    /// <summary>A number of seven bits a byte, the lowest first.</summary>
    // Not inlined: to compile it in ten places takes longer than a hundred thousand calls.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal int Int()
    {
        uint first = _bytes[_at++];
        return first < 1 << Bits ? (int)first : More(first & 0x7F);
    }

    internal long Long()
    {
        long value = BinaryPrimitives.ReadInt64LittleEndian(_bytes[_at..]);
        _at += sizeof(long);
        return value;
    }

    internal double Double() => BitConverter.Int64BitsToDouble(Long());

    internal ReadOnlySpan<byte> Bytes(int count)
    {
        ReadOnlySpan<byte> read = _bytes.Slice(_at, count);
        _at += count;
        return read;
    }

    /// <summary>A text's bytes in UTF-8.</summary>
    internal ReadOnlySpan<byte> TextBytes() => Bytes(Int());

    internal string Text() => Encoding.UTF8.GetString(TextBytes());

    internal string? TextOrNull() => Bool() ? Text() : null;

    internal string[] Texts()
    {
        int count = Int();
        if (count == 0) return [];
        string[] texts = new string[count];
        for (int i = 0; i < count; i++) texts[i] = Text();
        return texts;
    }

    internal int[] Ints()
    {
        int count = Int();
        if (count == 0) return [];
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) numbers[i] = Int();
        return numbers;
    }

    private int More(uint value)
    {
        for (int shift = Bits; ; shift += Bits)
        {
            uint next = _bytes[_at++];
            value |= (next & 0x7F) << shift;
            if (next < 1 << Bits) return (int)value;
        }
    }
}
