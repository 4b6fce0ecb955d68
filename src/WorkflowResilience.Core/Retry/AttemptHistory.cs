using System.Collections;

namespace WorkflowResilience;

/// <summary>
/// The attempts of one execution in order. The first 8 and the last 56 are kept; <see cref="Total"/> counts all.
/// </summary>
/// <remarks>Written by one execution; read it when the execution has ended.</remarks>
public sealed class AttemptHistory : IReadOnlyList<AttemptRecord>
{
    internal const int Head = 8;
    internal const int Kept = 64;

    private AttemptRecord[] _records;

    internal AttemptHistory(int expected) => _records = new AttemptRecord[Math.Clamp(expected, 1, Head)];

    /// <summary>A history without attempts.</summary>
    public static AttemptHistory Empty { get; } = new(1);

    /// <summary>How many attempts there were, kept or not.</summary>
    public int Total { get; private set; }

    /// <summary>How many attempts are kept: at most 64.</summary>
    public int Count => Math.Min(Total, Kept);

    /// <summary>A kept attempt.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside that range.</exception>
    public AttemptRecord this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _records[index < Head || Total <= Kept ? index : Head + ((Total - Kept + index - Head) % (Kept - Head))];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<AttemptRecord> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(in AttemptRecord record)
    {
        int slot = Total < Kept ? Total : Head + ((Total - Head) % (Kept - Head));
        if (slot >= _records.Length) Array.Resize(ref _records, Math.Min(Kept, _records.Length * 2));
        _records[slot] = record;
        Total++;
    }
}
