using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WorkflowResilience;

/// <summary>Counts on every processor separately, up to a limit, until somebody takes the counts away: counting threads do not slow one another.</summary>
internal sealed class StripedCounter
{
    private readonly Cell[] _cells = new Cell[BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount)];

    /// <summary>Counts one, unless this processor has counted <paramref name="limit"/> or more: then it is only a read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Increment(long limit)
    {
        ref long count = ref _cells[Thread.GetCurrentProcessorId() & (_cells.Length - 1)].Count;
        if (Volatile.Read(ref count) < limit) Interlocked.Increment(ref count);
    }

    /// <summary>Takes what has been counted since the last time. No count below the limit is lost.</summary>
    internal long Take()
    {
        long sum = 0;
        for (int i = 0; i < _cells.Length; i++) sum += Interlocked.Exchange(ref _cells[i].Count, 0);
        return sum;
    }

    // The count stands in the second half, clear of the array's length that every access reads.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Cell
    {
        [FieldOffset(64)]
        public long Count;
    }
}
