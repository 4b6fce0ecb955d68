using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Which needles to compare where a gram stands: every needle is entered once, with the four bytes of it that are rarest in logs, or with all when it is shorter.
/// </summary>
internal sealed class GramIndex
{
    // Beyond so many needles with the same gram a rarer one is not worth counting for.
    private const int LongChain = 32;

    // In eighths of a bit: another needle to compare costs an eighth of what it costs to stop at one more gram.
    private const int SharingBonus = 24;

    private const int LowBits = 31;

    private const int SpreadBits = 14;

    // In eighths of a bit, for each doubling of the needles that a gram stands in.
    private const int SpreadCost = 64;

    private readonly Entry[] _entries;

    // The first entry of each slot, counted from 1; 0 when there is none.
    private readonly int[] _quads;
    private readonly int[] _shorts = new int[256];

    // For each slot which bytes may stand behind a gram, and in the upper half which before it: a bit for the low five bits of a byte, which both cases of a letter share.
    private readonly ulong[] _neighbours;
    private readonly int _shift;
    private int _count;

    internal GramIndex(NeedleSet set, Sieve sieve)
        : this(set)
    {
        // How often a gram stands in needles, up to 255: what many needles speak of, the text speaks of as well.
        byte[] spread = new byte[1 << SpreadBits];
        for (int i = 0; i < set.Needles.Length; i++) Count(spread, set.BytesOf(i));

        // The longest come first.
        int needle = 0;
        for (; needle < set.Needles.Length && set.Needles[needle].Length >= Gram.Length; needle++) Enter(set, sieve, needle, Choose(set.BytesOf(needle), spread));
        for (; needle < set.Needles.Length; needle++) EnterShort(set, needle);
    }

    /// <summary>An index of grams that were chosen before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal GramIndex(NeedleSet set, Sieve sieve, ReadOnlySpan<ushort> offsets)
        : this(set)
    {
        int needle = 0;
        for (; needle < set.Needles.Length && set.Needles[needle].Length >= Gram.Length; needle++) Enter(set, sieve, needle, offsets[needle]);
        for (; needle < set.Needles.Length; needle++) EnterShort(set, needle);
    }

    private GramIndex(NeedleSet set)
    {
        int bits = Math.Max(8, BitOperations.Log2((uint)set.Needles.Length) + 2);
        _shift = 32 - bits;
        _quads = new int[1 << bits];
        _neighbours = new ulong[1 << bits];
        _entries = new Entry[set.Needles.Length];
    }

    internal Entry[] Entries => _entries;

    /// <summary>The greatest distance from a needle's gram to its end.</summary>
    internal int MaxReach { get; private set; }

    /// <summary>
    /// The first entry for the gram at a place; negative when there is none, or when no needle that has it goes on, or began, as the text does. That sorts out most places at which
    /// the gram belongs to another word, at the price of two bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int QuadChain(uint gram, ReadOnlySpan<byte> text, int place)
    {
        int slot = Slot(gram), after = place + Gram.Length, before = place - 1;
        ulong neighbours = _neighbours[slot];
        if ((uint)after < (uint)text.Length && ((neighbours >> (text[after] & LowBits)) & 1) == 0) return -1;
        if ((uint)before < (uint)text.Length && ((neighbours >> (32 + (text[before] & LowBits))) & 1) == 0) return -1;
        return _quads[slot] - 1;
    }

    internal int ShortChain(uint gram) => _shorts[(byte)gram] - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(uint gram) => (int)((gram * 0x9E3779B1) >> _shift);

    // Where in a needle its rarest gram is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Choose(ReadOnlySpan<byte> bytes, byte[] spread)
    {
        int best = 0, bestScore = int.MinValue;
        for (int offset = 0; offset <= bytes.Length - Gram.Length; offset++)
        {
            uint candidate = Gram.At(bytes, offset);

            // What it could be at best is told without looking for those that share it, which takes longest.
            int most = Gram.Rarity(candidate) + SharingBonus - (SpreadCost * BitOperations.Log2(spread[Spread(candidate)] | 1u));
            if (most <= bestScore) continue;
            int sharers = Sharers(candidate), score = most - (sharers > 0 ? 0 : SharingBonus) - (8 * BitOperations.Log2((uint)sharers + 1));
            if (score <= bestScore) continue;
            best = offset;
            bestScore = score;
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Enter(NeedleSet set, Sieve sieve, int needle, int offset)
    {
        ReadOnlySpan<byte> bytes = set.BytesOf(needle);
        uint gram = Gram.At(bytes, offset);
        sieve.Admit(gram);
        _neighbours[Slot(gram)] |= BitOf(bytes, offset + Gram.Length) | (BitOf(bytes, offset - 1) << 32);
        Add(set, ref _quads[Slot(gram)], gram, uint.MaxValue, needle, offset);
    }

    // Where a needle has no byte any may stand.
    private static ulong BitOf(ReadOnlySpan<byte> bytes, int place) => (uint)place < (uint)bytes.Length ? 1UL << (bytes[place] & LowBits) : uint.MaxValue;

    private static int Spread(uint gram) => (int)((gram * 0x9E3779B1) >> (32 - SpreadBits));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(byte[] spread, ReadOnlySpan<byte> bytes)
    {
        for (int offset = 0; offset <= bytes.Length - Gram.Length; offset++)
        {
            ref byte count = ref spread[Spread(Gram.At(bytes, offset))];
            if (count < byte.MaxValue) count++;
        }
    }

    private void EnterShort(NeedleSet set, int needle)
    {
        ReadOnlySpan<byte> bytes = set.BytesOf(needle);
        uint mask = uint.MaxValue >> (8 * (Gram.Length - bytes.Length)), gram = Gram.At(bytes, 0) & mask;
        Add(set, ref _shorts[(byte)gram], gram, mask, needle, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Sharers(uint gram)
    {
        int count = 0;
        for (int i = _quads[Slot(gram)] - 1; i >= 0 && count < LongChain; i = _entries[i].Next)
        {
            if (_entries[i].Gram == gram) count++;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(NeedleSet set, ref int head, uint gram, uint mask, int needle, int offset)
    {
        for (int i = head - 1; i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Gram == gram && set.TryJoin(_entries[i].Needle, needle)) return;
        }

        // The other four bytes are those at the end that is further away.
        int length = set.Needles[needle].Length, other = length < Gram.Length ? 0 : offset > length - Gram.Length - offset ? 0 : length - Gram.Length;
        _entries[_count] = new Entry(gram, mask, needle, offset, head - 1, Gram.At(set.BytesOf(needle), other) & mask, other - offset);
        head = ++_count;
        MaxReach = Math.Max(MaxReach, set.Needles[needle].Length - offset);
    }

    /// <summary>
    /// A needle whose gram, as far as the mask goes, stands at an offset of its own; the entry to look at next; and four other bytes of the needle, seen from the gram.
    /// </summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly struct Entry(uint gram, uint mask, int needle, int offset, int next, uint other, int otherPlace)
    {
        internal readonly uint Gram = gram;
        internal readonly uint Mask = mask;
        internal readonly int Needle = needle;
        internal readonly int Offset = offset;
        internal readonly int Next = next;
        private readonly uint _other = other;
        private readonly int _otherPlace = otherPlace;

        /// <summary>Whether the other four bytes are there, too: that sorts out most places at which the gram belongs to another word.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal bool IsLikely(ReadOnlySpan<byte> text, int place) => (WorkflowResilience.Analysis.Gram.At(text, place + _otherPlace) & Mask) == _other;
    }
}
