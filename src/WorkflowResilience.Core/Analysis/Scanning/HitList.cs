using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Hits of a stretch of text that are not handed over yet, in an array that somebody lends. A hit is one number: where it ends, then its needle, so that sorting the numbers
/// sorts the hits.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct HitList(ulong[] keys)
{
    // An insertion moves little here, as hits are found nearly in order of their ends.
    private const int FewToSort = 1024;

    private readonly ulong[] _keys = keys;
    private int _count;
    private int _ready;
    private int _taken;

    /// <summary>How many hits may wait before a pass ends; the array holds as many more as there are needles, for those that end at the same place.</summary>
    internal const int Room = 256;

    internal readonly bool IsFull => _count > Room;

    internal void Add(int needle, int end) => _keys[_count++] = ((ulong)(uint)end << 32) | (uint)needle;

    internal bool TryTake(out int needle, out int end)
    {
        if (_taken == _ready)
        {
            needle = end = 0;
            return false;
        }

        ulong key = _keys[_taken++];
        needle = (int)(uint)key;
        end = (int)(key >> 32);
        return true;
    }

    internal readonly int Ready => _ready - _taken;

    internal void TakeAll() => _taken = _ready;

    internal void Clear() => _count = _ready = _taken = 0;

    /// <summary>Drops what was taken.</summary>
    internal void Compact()
    {
        _keys.AsSpan(_taken, _count - _taken).CopyTo(_keys);
        _count -= _taken;
        _ready = _taken = 0;
    }

    /// <summary>Brings the hits into order; those that end at or before a place may be taken.</summary>
    internal void Complete(int place)
    {
        Sort(_keys.AsSpan(0, _count));
        _ready = _count;
        while (_ready > 0 && (int)(_keys[_ready - 1] >> 32) > place) _ready--;
    }

    /// <summary>Forgets the hits that may not be taken yet: they will be found again.</summary>
    internal void Forget() => _count = _ready;

    private static void Sort(Span<ulong> keys)
    {
        if (keys.Length > FewToSort)
        {
            keys.Sort();
            return;
        }

        for (int i = 1; i < keys.Length; i++)
        {
            ulong key = keys[i];
            int j = i;
            for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1];
            keys[j] = key;
        }
    }
}
