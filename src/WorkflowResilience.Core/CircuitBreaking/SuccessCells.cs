using System.Numerics;

namespace WorkflowResilience;

/// <summary>
/// Counts of successes per step of time, one cell a processor, so that threads which succeed at the same time do not fight for one cache line. Nothing is lost:
/// a cell is changed by compare-and-swap, because a thread may be moved to another processor in between.
/// </summary>
/// <remarks>
/// A cell is a ring of <see cref="CircuitWindow.Steps"/> words: 32 bits of the step's number above a count that saturates. The numbers repeat after 2³² steps, and "newer"
/// is told by the sign of their difference: 248 days for the shortest window, 204 years for one of 30 s.
/// </remarks>
internal sealed class SuccessCells
{
    private const int CountBits = 32;

    // Ten words used and sixteen (128 bytes, a pair of cache lines) of distance, because an array's start is not aligned to a line.
    private const int Padding = 16;
    private const int Stride = CircuitWindow.Steps + Padding;

    private readonly long[] _words;
    private readonly int _mask;

    internal SuccessCells()
    {
        int cells = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);
        _mask = cells - 1;
        _words = new long[Padding + (cells * Stride)];
    }

    /// <summary>Adds one. A step whose place a newer one has taken is out of the window and is dropped.</summary>
    internal void Add(long step)
    {
        int cell = Thread.GetCurrentProcessorId() & _mask;
        ref long place = ref _words[Padding + (cell * Stride) + (int)((ulong)step % CircuitWindow.Steps)];
        long seen = Volatile.Read(ref place);
        while (Next(seen, step) is var next && next != seen)
        {
            long found = Interlocked.CompareExchange(ref place, next, seen);
            if (found == seen) return;
            seen = found;
        }
    }

    /// <summary>Adds all counts to a ring of steps.</summary>
    /// <param name="ring">Where to.</param>
    /// <param name="now">A step near the newest, from which the upper bits of the others are taken.</param>
    internal void AddTo(Span<StepCounts> ring, long now)
    {
        for (int cell = Padding; cell < _words.Length; cell += Stride)
        {
            for (int i = 0; i < CircuitWindow.Steps; i++)
            {
                long word = Volatile.Read(ref _words[cell + i]);
                if ((uint)word != 0) StepCounts.Add(ring, now - Age(word, now), (uint)word, 0, 0);
            }
        }
    }

    private static long Next(long word, long step)
    {
        if ((uint)(word >> CountBits) == (uint)step) return (uint)word == uint.MaxValue ? word : word + 1;
        bool overtaken = (uint)word != 0 && Age(word, step) < 0;
        return overtaken ? word : (step << CountBits) | 1;
    }

    private static int Age(long word, long step) => (int)((uint)step - (uint)(word >> CountBits));
}
