namespace WorkflowResilience.Analysis;

/// <summary>
/// Scans a text that comes in pieces, as if it were whole: the same hits in the same order, also across the borders of the pieces. One text at a time, not thread-safe; used again
/// for the next text it allocates nothing.
/// </summary>
public sealed class ScanFeed
{
    private const int SmallPieces = 4096;

    private readonly ScanTable _table;

    // The end of what was fed: all that a hit which is not complete yet, and its neighbours, may need.
    private readonly byte[] _kept;
    private readonly int _needed;
    private int _length;
    private long _base;
    private int _reported;
    private HitList _hits;
    private ScanPass _pass;

    internal ScanFeed(ScanTable table)
    {
        _table = table;
        _needed = table.Set.MaxLength + (2 * EdgeRules.Reach);
        _kept = new byte[_needed + SmallPieces];
        _hits = new HitList(new ulong[HitList.Room + 1 + table.Set.Needles.Length]);
    }

    /// <summary>How many bytes were fed since the beginning or the last end.</summary>
    public long Length => _base + _length;

    /// <summary>
    /// Takes the next piece. A hit is reported when two bytes follow it, as its neighbours decide about it, or at the end.
    /// </summary>
    /// <param name="piece">Any bytes; copied as far as they are needed later.</param>
    /// <param name="sink">Takes the hits.</param>
    /// <typeparam name="TSink">A struct, for speed.</typeparam>
    public void Feed<TSink>(ReadOnlySpan<byte> piece, ref TSink sink)
        where TSink : IScanSink, allows ref struct
    {
        if (piece.Length <= SmallPieces)
        {
            FeedSmall(piece, ref sink);
            return;
        }

        // What lies across the border is read from a copy, the rest where it is.
        FeedSmall(piece[.._needed], ref sink);
        long pieceBase = Length - _needed;
        Read(piece, pieceBase, _needed - EdgeRules.Reach, piece.Length - EdgeRules.Reach, ref sink);
        piece[^_needed..].CopyTo(_kept);
        _base = pieceBase + piece.Length - _needed;
        _length = _needed;
        _reported = _needed - EdgeRules.Reach;
    }

    /// <summary>Reports what was waiting for the end, and makes the feed ready for another text.</summary>
    /// <param name="sink">Takes the hits.</param>
    /// <typeparam name="TSink">A struct, for speed.</typeparam>
    public void End<TSink>(ref TSink sink)
        where TSink : IScanSink, allows ref struct
    {
        Read(_kept.AsSpan(0, _length), _base, _reported, _length, ref sink);
        Reset();
    }

    /// <summary>Forgets what was fed, reporting nothing, and makes the feed ready for another text.</summary>
    public void Reset()
    {
        _base = 0;
        _length = 0;
        _reported = 0;
        _pass = default;
        _hits.Clear();
    }

    private void FeedSmall<TSink>(ReadOnlySpan<byte> piece, ref TSink sink)
        where TSink : IScanSink, allows ref struct
    {
        if (_length + piece.Length > _kept.Length)
        {
            int dropped = _length - _needed;
            _kept.AsSpan(dropped, _needed).CopyTo(_kept);
            _base += dropped;
            _length = _needed;
            _reported -= dropped;
        }

        piece.CopyTo(_kept.AsSpan(_length));
        _length += piece.Length;
        int end = Math.Max(_reported, _length - EdgeRules.Reach);
        Read(_kept.AsSpan(0, _length), _base, _reported, end, ref sink);
        _reported = end;
    }

    private void Read<TSink>(ReadOnlySpan<byte> text, long textBase, int reported, int end, ref TSink sink)
        where TSink : IScanSink, allows ref struct
    {
        _pass.MoveTo(_table, reported);
        while (_pass.Read(_table, text, end, ref _hits))
        {
            while (_hits.TryTake(out int needle, out int at)) sink.OnHit(_table.HitOf(needle, textBase + at));
        }
    }
}
