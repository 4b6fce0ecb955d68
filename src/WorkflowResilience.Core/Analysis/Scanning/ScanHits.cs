using System.Buffers;
using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>The hits of a <see cref="LiteralScanner"/> in a text, to be enumerated once.</summary>
[StructLayout(LayoutKind.Auto)]
public ref struct ScanHits : IDisposable
{
    private readonly ScanTable _table;
    private readonly ReadOnlySpan<byte> _text;
    private ulong[]? _lent;
    private HitList _hits;
    private ScanPass _pass;

    internal ScanHits(ScanTable table, ReadOnlySpan<byte> text)
    {
        _table = table;
        _text = text;
        _lent = ArrayPool<ulong>.Shared.Rent(HitList.Room + 1 + table.Set.Needles.Length);
        _hits = new HitList(_lent);
    }

    /// <summary>The hit that <see cref="MoveNext"/> came to.</summary>
    public ScanHit Current { get; private set; }

    /// <summary>Itself.</summary>
    public readonly ScanHits GetEnumerator() => this;

    /// <summary>Goes on to the next hit; false when there is none.</summary>
    public bool MoveNext()
    {
        int needle, end;
        while (!_hits.TryTake(out needle, out end))
        {
            if (!Read()) return false;
        }

        Current = _table.HitOf(needle, end);
        return true;
    }

    /// <summary>Gives back what the enumeration had borrowed; <c>foreach</c> does it.</summary>
    public void Dispose()
    {
        if (_lent is null) return;
        ArrayPool<ulong>.Shared.Return(_lent);
        _lent = null;
    }

    internal long CountRest()
    {
        long count = 0;
        for (; Read(); _hits.TakeAll()) count += _hits.Ready;
        return count;
    }

    private bool Read() => _lent is not null && _pass.Read(_table, _text, _text.Length, ref _hits);
}
