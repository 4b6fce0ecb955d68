namespace WorkflowResilience.Analysis;

/// <summary>The last occurrences of a failure. Grows from one place to its limit, for most failures come once.</summary>
internal struct OccurrenceRing
{
    private StoredOccurrence[]? _rows;
    private int _next;

    internal int Count { get; private set; }

    /// <summary>Adds an occurrence; the oldest gives way when the limit is reached.</summary>
    /// <returns>By how many bytes the ring has grown, or shrunk.</returns>
    internal int Add(in StoredOccurrence row, int limit)
    {
        int bytes = ObjectSize.Of(row.RunId);
        if (_rows is null || (Count == _rows.Length && Count < limit)) bytes += Grow(limit);
        if (Count == _rows!.Length) bytes -= ObjectSize.Of(_rows[_next].RunId);
        else Count++;
        _rows[_next] = row;
        _next = (_next + 1) % _rows.Length;
        return bytes;
    }

    /// <summary>The occurrences, the newest first.</summary>
    internal readonly FailureOccurrence[] ToArray()
    {
        FailureOccurrence[] all = new FailureOccurrence[Count];
        for (int i = 0; i < all.Length; i++) all[i] = _rows![(_next - 1 - i + _rows.Length) % _rows.Length].ToOccurrence();
        return all;
    }

    // A ring that may still grow has never overwritten a row, so its oldest is the first.
    private int Grow(int limit)
    {
        int length = _rows?.Length ?? 0;
        StoredOccurrence[] larger = new StoredOccurrence[Math.Min(limit, Math.Max(1, 2 * length))];
        _rows?.CopyTo(larger, 0);
        _rows = larger;
        _next = length;
        return ObjectSize.OfArray<StoredOccurrence>(larger.Length) - (length == 0 ? 0 : ObjectSize.OfArray<StoredOccurrence>(length));
    }
}
