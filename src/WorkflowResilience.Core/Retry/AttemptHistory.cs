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

    // Grows by pieces: an array that doubled would copy, and cost up to 215 bytes an attempt instead of 64.
    private const int Piece = 4;

    private AttemptRecord[] _head;
    private AttemptRecord[]?[]? _tail;

    internal AttemptHistory(int expected) => _head = new AttemptRecord[Math.Clamp(expected, 1, Head)];

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
            return index < Head ? _head[index] : Place(Total <= Kept ? index : Total - Kept + index);
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
        if (Total < Head && Total == _head.Length) Array.Resize(ref _head, Head);
        if (Total < Head) _head[Total] = record;
        else Place(Total) = record;
        Total++;
    }

    /// <summary>Corrects the last attempt's wait: it was cut short, or something else was waited for as well.</summary>
    internal void SetLastWait(TimeSpan wait)
    {
        ref AttemptRecord last = ref Total <= Head ? ref _head[Total - 1] : ref Place(Total - 1);
        last = last.WithWait(wait);
    }

    // The place of the attempt with this number (from 0) in the ring of the last ones.
    private ref AttemptRecord Place(int number)
    {
        int place = (number - Head) % (Kept - Head);
        _tail ??= new AttemptRecord[(Kept - Head) / Piece][];
        AttemptRecord[] piece = _tail[place / Piece] ??= new AttemptRecord[Piece];
        return ref piece[place % Piece];
    }
}
