using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Tells quickly at which places of a text a needle's gram may stand: the gram of every place is hashed, many at a time in vector registers, and looked up in a table that the
/// first-level
/// cache holds. It lets everything through that matters, and a few places that do not.
/// </summary>
internal sealed class Sieve
{
    /// <summary>How many places are looked at together.</summary>
    internal const int Block = 32;

    // The gram of the last place has three bytes more.
    private const int BlockBytes = Block + Gram.Length;

    private readonly SievePath _path;
    private readonly int _shift;
    private readonly byte[] _quads;

    /// <summary>A sieve that lets nothing through yet.</summary>
    /// <param name="needles">How many needles there will be.</param>
    /// <param name="path">How it reads.</param>
    /// <param name="shorts">The tables for the needles of one to three bytes; null when there are none.</param>
    internal Sieve(int needles, SievePath path, byte[]? shorts)
    {
        Shorts = shorts;
        // One place in sixty is let through by chance at most, as long as the first-level cache can hold such a table, and some more from a thousand needles on.
        int bits = Math.Clamp(BitOperations.Log2((uint)needles * 60 + 1) + 1, 10, GramHash.Bits);
        _path = path;
        _shift = GramHash.Bits - bits;
        _quads = new byte[1 << bits];
    }

    /// <summary>The widest registers of this machine.</summary>
    internal static SievePath WidestPath => Vector256Reader.IsSupported ? SievePath.Vector256 : Vector128Reader.IsSupported ? SievePath.Vector128 : SievePath.Scalar;

    /// <summary>Lets a gram of four bytes through.</summary>
    internal void Admit(uint gram) => _quads[GramHash.Of(gram) >> _shift] = 1;

    /// <summary>What lets needles of one to three bytes through: see <see cref="ShortSieve"/>.</summary>
    internal byte[]? Shorts { get; }

    /// <summary>The first block from a place on that lets something through, and bits for which of its places. Without one it is the end.</summary>
    internal int Next(ReadOnlySpan<byte> text, int from, int end, out uint places) => _path switch
    {
        SievePath.Vector256 => Next<Vector256Reader>(text, from, end, out places),
        SievePath.Vector128 => Next<Vector128Reader>(text, from, end, out places),
        _ => Next<ScalarReader>(text, from, end, out places),
    };

    // Compiled at once to the end: it is where nearly all the time goes, from the first text on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Next<TReader>(ReadOnlySpan<byte> text, int from, int end, out uint places)
        where TReader : struct, IBlockReader
    {
        Hashes hashes = default;
        ref ushort h = ref Unsafe.As<Hashes, ushort>(ref hashes);
        ref byte quads = ref MemoryMarshal.GetArrayDataReference(_quads);
        byte[]? shorts = Shorts;
        int shift = _shift, at = from, last = Math.Min(end - 1, text.Length - BlockBytes);
        for (; at <= last; at += Block)
        {
            ref byte block = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
            TReader.Hash(ref block, shift, ref h);
            places = 0;
            for (int eight = Block - 8; eight >= 0; eight -= 8) places = (places << 8) | Eight(ref quads, ref Unsafe.Add(ref h, eight));
            if (places != 0) places = Spread(places & 0xFFFF) | (Spread(places >> (Block / 2)) << 1);
            if (shorts is not null) places |= TReader.ShortPlaces(ref block, ref MemoryMarshal.GetArrayDataReference(shorts));
            if (places == 0) continue;
            if (end - at < Block) places &= (1u << (end - at)) - 1;
            if (places != 0) return at;
        }

        places = 0;
        return at < end ? at + NextAtEnd(text[at..], end - at, out places) : end;
    }

    // Less than a block is left: read from a copy with blanks behind, as a gram has them.
    private int NextAtEnd(ReadOnlySpan<byte> rest, int end, out uint places)
    {
        Span<byte> padded = stackalloc byte[2 * BlockBytes];
        padded.Fill((byte)' ');
        rest.CopyTo(padded);
        return Next(padded, 0, end, out places);
    }

    // Puts a zero after each of the low sixteen bits.
    private static uint Spread(uint bits)
    {
        bits = (bits | (bits << 8)) & 0x00FF00FF;
        bits = (bits | (bits << 4)) & 0x0F0F0F0F;
        bits = (bits | (bits << 2)) & 0x33333333;
        return (bits | (bits << 1)) & 0x55555555;
    }

    // The table's bytes are 0 or 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Eight(ref byte table, ref ushort h)
    {
        ref ushort next = ref Unsafe.Add(ref h, 4);
        return Four(ref table, ref h) | (Four(ref table, ref next) << 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Four(ref byte table, ref ushort h) =>
        Unsafe.Add(ref table, h)
        + (Unsafe.Add(ref table, Unsafe.Add(ref h, 1)) * 2u)
        + (Unsafe.Add(ref table, Unsafe.Add(ref h, 2)) * 4u)
        + (Unsafe.Add(ref table, Unsafe.Add(ref h, 3)) * 8u);

    [InlineArray(Block)]
    private struct Hashes
    {
        private ushort _first;
    }
}
