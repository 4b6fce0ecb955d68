namespace WorkflowResilience.Analysis;

/// <summary>What is kept of one fingerprint, and its places in the orders of the table.</summary>
internal sealed class RememberedFailure(string fingerprint, ulong family, string? line)
{
    internal FrequencyWatch Watch;
    internal OccurrenceRing Occurrences;
    private ChainLink _count;
    private ChainLink _age;
    private ChainLink _family;
    private bool _isToldRising;

    internal string Fingerprint { get; } = fingerprint;

    internal ulong Family { get; } = family;

    /// <summary>What it looked like when it was first seen.</summary>
    internal string? Line { get; } = line;

    internal long Count { get; set; }

    internal long Overcount { get; init; }

    internal long FirstSeen { get; init; }

    internal long LastSeen { get; set; }

    /// <summary>The monotonic time of the last occurrence, in milliseconds.</summary>
    internal long Touched { get; set; }

    internal CountBucket? Bucket { get; set; }

    /// <summary>The bytes it takes with what it refers to.</summary>
    internal int Bytes { get; set; }

    /// <summary>Whether it has begun or ceased to rise since this was asked last. A question of somebody else in between, to which it has settled, takes nothing away from observers.</summary>
    internal RateChange News()
    {
        if (Watch.IsRising == _isToldRising) return RateChange.None;
        _isToldRising = Watch.IsRising;
        return _isToldRising ? RateChange.Raised : RateChange.Settled;
    }

    internal ref ChainLink Link(ChainKind kind)
    {
        switch (kind)
        {
            case ChainKind.Count: return ref _count;
            case ChainKind.Age: return ref _age;
            default: return ref _family;
        }
    }
}
