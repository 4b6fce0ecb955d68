using System.Numerics;

namespace WorkflowResilience;

/// <summary>
/// Counts of successes per step of time, one cell a processor, so that threads which succeed at the same time do not fight for one cache line. Nothing is lost:
/// a cell is changed by compare-and-swap, because a thread may be moved to another processor in between.
/// </summary>
/// <remarks>
/// A cell is a ring of <see cref="CircuitWindow.Steps"/> words: which lap around the ring in the upper 32 bits, a count that saturates in the lower. Laps are compared by the sign
/// of their 32-bit difference, so a cell may lie idle for 2³¹ windows: 6.8 years for the shortest.
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
        uint lap = (uint)((ulong)step / CircuitWindow.Steps);
        ref long place = ref _words[Padding + (cell * Stride) + (int)((ulong)step % CircuitWindow.Steps)];
        long seen = Volatile.Read(ref place);
        while (Next(seen, lap) is var next && next != seen)
        {
            long found = Interlocked.CompareExchange(ref place, next, seen);
            if (found == seen) return;
            seen = found;
        }
    }

    /// <summary>Adds all counts to a ring of steps.</summary>
    /// <param name="ring">Where to.</param>
    /// <param name="now">A step near the newest, from which the upper bits of the laps are taken.</param>
    internal void AddTo(Span<StepCounts> ring, long now)
    {
        long lap = now / CircuitWindow.Steps;
        for (int cell = Padding; cell < _words.Length; cell += Stride)
        {
            for (int i = 0; i < CircuitWindow.Steps; i++)
            {
                long word = Volatile.Read(ref _words[cell + i]);
                if ((uint)word != 0) StepCounts.Add(ring, ((lap - Age(word, (uint)lap)) * CircuitWindow.Steps) + i, (uint)word, 0, 0);
            }
        }
    }

    /// <summary>The word after one more success in a lap; the same word when it cannot be counted.</summary>
    internal static long Next(long word, uint lap)
    {
        if ((uint)(word >> CountBits) == lap) return (uint)word == uint.MaxValue ? word : word + 1;
        bool overtaken = (uint)word != 0 && Age(word, lap) < 0;
        return overtaken ? word : ((long)lap << CountBits) | 1;
    }

    /// <summary>How many laps ago a word was written; negative when it is newer.</summary>
    private static int Age(long word, uint lap) => (int)(lap - (uint)(word >> CountBits));
}
