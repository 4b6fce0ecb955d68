using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>
/// The failures that are remembered, within a bound of bytes. When it is full, a new one takes the place of the least frequent, and of those of the one that has been as
/// frequent for the longest time; its count begins with that one's, as it may have come before and been forgotten (space-saving).
/// </summary>
/// <remarks>Not thread-safe. Everything takes constant time, removing included: each failure is removed once.</remarks>
internal sealed class FailureTable(long maxBytes, long maxAge)
{
    private readonly Dictionary<string, RememberedFailure> _failures = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, FailureChain> _families = [];
    private readonly CountOrder _counts = new();
    private FailureChain _ages = new(ChainKind.Age);
    private long _bytesOfFailures;
    private long _floor;
    private long _floorSince;

    internal int Count => _failures.Count;

    /// <summary>How many had to give way to others.</summary>
    internal long Evicted { get; private set; }

    /// <summary>How many were forgotten because of their age.</summary>
    internal long Expired { get; private set; }

    internal long Bytes =>
        _bytesOfFailures + _counts.Bytes
        + ((long)_failures.Capacity * ObjectSize.OfPlace<string, RememberedFailure>())
        + ((long)_families.Capacity * ObjectSize.OfPlace<ulong, FailureChain>());

    /// <summary>Called for each failure that is forgotten.</summary>
    internal Action<RememberedFailure>? Forgotten { get; init; }

    internal CountBucket? Highest => _counts.Highest;

    internal bool TryGet(string fingerprint, [NotNullWhen(true)] out RememberedFailure? failure) => _failures.TryGetValue(fingerprint, out failure);

    internal RememberedFailure? FirstOfFamily(ulong family) => _families.TryGetValue(family, out FailureChain chain) ? chain.First : null;

    /// <summary>Forgets those that are too old. Each was added once, so this takes constant time a failure.</summary>
    internal void Expire(long now)
    {
        while (_ages.First is { } oldest && now - oldest.Touched > maxAge)
        {
            Expired++;
            Remove(oldest);
        }
    }

    /// <summary>The failure of a fingerprint, counted once more; a new one when it is not remembered.</summary>
    /// <param name="seen">The failure.</param>
    /// <param name="line">What it looks like, bounded.</param>
    /// <param name="now">The time in milliseconds; never less than before.</param>
    /// <param name="others">Bytes that are taken by what is not in this table.</param>
    internal RememberedFailure CountOnce(in SeenFailure seen, string? line, long now, long others)
    {
        if (!_failures.TryGetValue(seen.Fingerprint, out RememberedFailure? failure)) return Add(seen, line, now, others);
        _counts.Raise(failure);
        failure.Touched = now;
        _ages.Remove(failure);
        _ages.AddLast(failure);
        return failure;
    }

    /// <summary>Charges what a failure's own memory has grown by, and makes room for it at the cost of others.</summary>
    internal void Charge(RememberedFailure failure, int bytes, long now, long others)
    {
        failure.Bytes += bytes;
        _bytesOfFailures += bytes;
        MakeRoom(0, failure, now, others);
    }

    private RememberedFailure Add(in SeenFailure seen, string? line, long now, long others)
    {
        int bytes = ObjectSize.Failure + ObjectSize.Of(seen.Fingerprint) + ObjectSize.Of(line);
        MakeRoom(bytes, null, now, others);
        if (now - _floorSince > maxAge) _floor = 0;
        var failure = new RememberedFailure(seen.Fingerprint, seen.Family, line)
        {
            Count = _floor + 1,
            Overcount = _floor,
            FirstSeen = seen.Time.UtcTicks,
            Touched = now,
            Bytes = bytes,
            Watch = new FrequencyWatch(now, _floor),
        };
        _failures.Add(failure.Fingerprint, failure);
        _bytesOfFailures += bytes;
        _counts.Add(failure);
        _ages.AddLast(failure);
        ref FailureChain family = ref CollectionsMarshal.GetValueRefOrAddDefault(_families, failure.Family, out bool exists);
        if (!exists) family = new FailureChain(ChainKind.Family);
        family.AddFirst(failure);
        return failure;
    }

    private void MakeRoom(int bytes, RememberedFailure? spared, long now, long others)
    {
        while (Bytes + bytes + others > maxBytes)
        {
            RememberedFailure? least = _counts.Lowest?.Members.First;
            if (least is not null && least == spared) least = least.Link(ChainKind.Count).After ?? _counts.Lowest!.Higher?.Members.First;
            if (least is null) return;

            // Whatever is not remembered has come so often at most.
            _floor = Math.Max(now - _floorSince > maxAge ? 0 : _floor, least.Count);
            _floorSince = now;
            Evicted++;
            Remove(least);
        }
    }

    private void Remove(RememberedFailure failure)
    {
        _failures.Remove(failure.Fingerprint);
        _bytesOfFailures -= failure.Bytes;
        _counts.Remove(failure);
        _ages.Remove(failure);
        ref FailureChain family = ref CollectionsMarshal.GetValueRefOrNullRef(_families, failure.Family);
        family.Remove(failure);
        if (family.First is null) _families.Remove(failure.Family);
        Forgotten?.Invoke(failure);
    }
}
