using System.Numerics;

namespace WorkflowResilience;

/// <summary>
/// How long a stage's first calls take, hedges left out: counts in steps of an eighth of a power of two, so that a quantile is at most 9 % too long. Old calls weigh less: all counts are halved
/// when there are many.
/// </summary>
internal sealed class LatencyHistogram
{
    /// <summary>Calls that must have succeeded before a quantile is given.</summary>
    internal const int Enough = 20;

    private const int Parts = 8;
    private const int HalvedAt = 1000;

    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[64 * Parts];
    private int _total;

    /// <summary>Counts a call.</summary>
    internal void Add(long ticks)
    {
        lock (_lock)
        {
            _counts[Step(Math.Max(1, ticks))]++;
            if (++_total >= HalvedAt) Halve();
        }
    }

    /// <summary>What at least this share of the calls stayed below; null while there are too few.</summary>
    internal long? Quantile(double share)
    {
        lock (_lock)
        {
            if (_total < Enough) return null;
            int below = 0;
            for (int step = 0; step < _counts.Length; step++)
            {
                below += _counts[step];
                if (below >= share * _total) return UpperBound(step);
            }

            return null;
        }
    }

    // The position of the highest bit, and the three bits after it.
    private static int Step(long ticks)
    {
        int exponent = BitOperations.Log2((ulong)ticks);
        int part = exponent >= 3 ? (int)(ticks >> (exponent - 3)) & (Parts - 1) : (int)(ticks << (3 - exponent)) & (Parts - 1);
        return (exponent * Parts) + part;
    }

    private static long UpperBound(int step)
    {
        int exponent = step / Parts;
        double bound = Math.ScaleB(1 + (((step % Parts) + 1) / (double)Parts), exponent);
        return bound >= long.MaxValue ? long.MaxValue : (long)Math.Ceiling(bound);
    }

    private void Halve()
    {
        _total = 0;
        for (int i = 0; i < _counts.Length; i++) _total += _counts[i] /= 2;
    }
}
