using System.Collections;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>The patterns of an image, each read when it is asked for first, and the same object from then on. Thread-safe.</summary>
internal sealed class ImagePatterns : IReadOnlyList<FailurePattern>
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int[] _places;
    private readonly int[] _tests;
    private readonly int[] _byId;
    private readonly FailurePattern?[] _read;
    private readonly int _end;

    /// <summary>The patterns.</summary>
    /// <param name="bytes">The patterns one behind the other, then their tests, then whatever follows.</param>
    /// <param name="lengths">How long each is; becomes this list's.</param>
    /// <param name="tests">How long the tests of each are; becomes this list's.</param>
    /// <param name="byId">Their indexes, in the order of their ids.</param>
    internal ImagePatterns(ReadOnlyMemory<byte> bytes, int[] lengths, int[] tests, int[] byId)
    {
        _bytes = bytes;
        _places = lengths;
        _tests = tests;
        _byId = byId;
        _read = new FailurePattern?[lengths.Length];
        int place = 0;
        foreach (ref int length in lengths.AsSpan()) (length, place) = (place, place + length);
        foreach (ref int length in tests.AsSpan()) (length, place) = (place, place + length);
        _end = place;
    }

    public int Count => _read.Length;

    public FailurePattern this[int index] =>
        Volatile.Read(ref _read[index]) ?? Interlocked.CompareExchange(ref _read[index], Read(index), null) ?? _read[index]!;

    internal IEnumerable<string> Ids()
    {
        foreach (int place in _places) yield return At(place).Text();
    }

    /// <summary>The index of the pattern with an id; negative when there is none.</summary>
    internal int IndexOf(string id)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(id);
        int low = 0, high = _byId.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2, order = At(_places[_byId[middle]]).TextBytes().SequenceCompareTo(wanted);
            if (order == 0) return _byId[middle];
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    /// <summary>The texts that a pattern must match, and those that it must not.</summary>
    internal (string[] Matches, string[] MatchesNot) TestsOf(int index)
    {
        ImageCursor cursor = At(_tests[index]);
        return (cursor.Texts(), cursor.Texts());
    }

    /// <summary>What follows the patterns and their tests.</summary>
    internal ImageCursor AtEnd() => At(_end);

    public IEnumerator<FailurePattern> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private FailurePattern Read(int index) => StoredPattern.Read(At(_places[index]), new ImageTests(this, index, not: false), new ImageTests(this, index, not: true));

    private ImageCursor At(int place) => new(_bytes.Span[place..]);
}
