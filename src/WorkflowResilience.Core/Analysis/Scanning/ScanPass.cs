using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>
/// How far a scan has come. It reads with the sieve, comparing needles where a gram was let through; when that costs more than a few comparisons a byte, which only a text made
/// for it or one of
/// countless repetitions does, it reads on with the automata for a while. Either way the work is bounded by the length of the text and the number of hits.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct ScanPass
{
    // Comparisons that a byte pays for, and how many may be owed: about what the automata would have cost.
    private const int PaidByByte = 4;
    private const int Advance = 16 * 1024;

    // How many bytes the automata read before the sieve is tried again; long against what a failed try costs.
    private const int Stretch = 32 * 1024;

    private int _next;
    private int _block;
    private uint _places;
    private int _reported;
    private int _owed;
    private int _stretch;
    private int _folded;
    private int _exact;

    /// <summary>Comparisons and steps so far: what the bound is about.</summary>
    internal long Steps { get; private set; }

    /// <summary>Begins at a place of a text before which everything was reported; the bytes before it are there to be read again.</summary>
    internal void MoveTo(ScanTable table, int reported)
    {
        _reported = reported;
        if (_stretch > 0) StartAutomata(table);
        else StartSieve(table);
    }

    /// <summary>Finds more hits that end at or before a place; false when there are none left.</summary>
    /// <param name="table">What to look for.</param>
    /// <param name="text">The text; unless its end is known it goes on behind the place for as many bytes as an edge needs.</param>
    /// <param name="end">The place.</param>
    /// <param name="hits">Where they go; afterwards those that are ready are in order and complete.</param>
    internal bool Read(ScanTable table, ReadOnlySpan<byte> text, int end, ref HitList hits)
    {
        hits.Compact();
        for (; ; )
        {
            bool sieved = _stretch == 0;
            int complete = sieved ? ReadSieve(table, text, end, ref hits) : ReadAutomata(table, text, end, ref hits);
            hits.Complete(complete);
            _reported = complete;
            if (sieved && (_owed > Advance || (hits.IsFull && hits.Ready == 0)))
            {
                hits.Forget();
                _stretch = Stretch;
                StartAutomata(table);
            }
            else if (!sieved && _stretch == 0)
            {
                _owed = 0;
                StartSieve(table);
            }

            if (hits.Ready > 0) return true;
            if (complete >= end) return false;
        }
    }

    private void StartSieve(ScanTable table)
    {
        _next = Math.Max(0, _reported + 1 - table.Index.MaxReach);
        _places = 0;
    }

    private void StartAutomata(ScanTable table)
    {
        _next = Math.Max(0, _reported + 1 - table.Set.MaxLength);
        _folded = _exact = Automaton.Root;
    }

    // Returns the place up to which everything was found: what a gram that is still ahead belongs to ends behind it. Compiled at once to the end, as the sieve: one call reads
    // much.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadSieve(ScanTable table, ReadOnlySpan<byte> text, int end, ref HitList hits)
    {
        GramIndex index = table.Index;
        while (!hits.IsFull && _owed <= Advance)
        {
            if (_places != 0)
            {
                int place = _block + BitOperations.TrailingZeroCount(_places);
                _places &= _places - 1;
                uint gram = Gram.At(text, place);
                int chain = index.QuadChain(gram, text, place), shorts = index.ShortChain(gram);
                if (chain >= 0) Compare(table, text, end, place, gram, chain, ref hits);
                if (shorts >= 0) Compare(table, text, end, place, gram, shorts, ref hits);
                continue;
            }

            if (_next >= end) return end;
            _block = table.Sieve.Next(text, _next, end, out _places);
            int next = Math.Min(_block + Sieve.Block, end);
            _owed = (int)Math.Max(0, _owed - ((long)(next - _next) * PaidByByte));
            _next = next;
        }

        // A pass that begins behind what is already reported, to find what reaches across, may stop before it has come up to it.
        return Math.Max(_reported, _places == 0 ? _next : _block);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compare(ScanTable table, ReadOnlySpan<byte> text, int end, int place, uint gram, int chain, ref HitList hits)
    {
        GramIndex.Entry[] entries = table.Index.Entries;
        NeedleSet set = table.Set;
        int work = 0;
        while (chain >= 0)
        {
            ref readonly GramIndex.Entry entry = ref entries[chain];
            chain = entry.Next;
            work++;
            if ((gram & entry.Mask) != entry.Gram) continue;
            ref readonly Needle needle = ref set.Needles[entry.Needle];
            int start = place - entry.Offset, stop = start + needle.Length;
            if (start < 0 || stop > end || stop <= _reported) continue;
            if (!entry.IsLikely(text, place)) continue;
            work += needle.Length / 16;
            if (!set.Matches(needle, text, start) || !needle.HasGoodNeighbours(text, start)) continue;
            for (int twin = entry.Needle; twin >= 0; twin = set.TwinOf(twin)) hits.Add(twin, stop);
        }

        _owed += work;
        Steps += work;
    }

    private int ReadAutomata(ScanTable table, ReadOnlySpan<byte> text, int end, ref HitList hits)
    {
        AutomatonPair automata = table.Automata;
        long steps = Steps;
        for (; _next < end && _stretch > 0 && !hits.IsFull; _next++)
        {
            _folded = automata.Folded.Step(_folded, text[_next], ref steps);
            _exact = automata.Exact.Step(_exact, text[_next], ref steps);
            if (_next < _reported) continue;
            _stretch--;
            Collect(table.Set, automata.Folded, _folded, text, _next + 1, ref steps, ref hits);
            Collect(table.Set, automata.Exact, _exact, text, _next + 1, ref steps, ref hits);
        }

        Steps = steps;
        return Math.Max(_reported, _next);
    }

    private static void Collect(NeedleSet set, Automaton automaton, int node, ReadOnlySpan<byte> text, int end, ref long steps, ref HitList hits)
    {
        for (node = automaton.FirstEnding(node); node != Automaton.Root; node = automaton.NextEnding(node))
        {
            foreach (int needle in automaton.NeedlesAt(node))
            {
                steps++;
                if (!set.Needles[needle].HasGoodNeighbours(text, end - set.Needles[needle].Length)) continue;
                for (int twin = needle; twin >= 0; twin = set.TwinOf(twin)) hits.Add(twin, end);
            }
        }
    }
}
