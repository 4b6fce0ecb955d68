namespace WorkflowResilience.Analysis;

/// <summary>Failures in the order of their counts: counting one more, and finding the least and the most frequent, take constant time.</summary>
/// <remarks>The stream summary of Metwally, Agrawal and El Abbadi, "Efficient computation of frequent and top-k elements in data streams" (2005): a chain of buckets, one for each count.</remarks>
internal sealed class CountOrder
{
    private CountBucket? _spare;
    private int _made;

    internal CountBucket? Lowest { get; private set; }

    internal CountBucket? Highest { get; private set; }

    internal long Bytes => (long)_made * ObjectSize.Bucket;

    /// <summary>Adds a failure with its count, looking for its place from below.</summary>
    internal void Add(RememberedFailure failure)
    {
        CountBucket? lower = null;
        for (CountBucket? next = Lowest; next is not null && next.Count <= failure.Count; next = next.Higher) lower = next;
        Join(failure, lower);
    }

    /// <summary>Counts one more.</summary>
    internal void Raise(RememberedFailure failure)
    {
        CountBucket bucket = failure.Bucket!;
        failure.Count++;
        if (bucket.Higher?.Count == failure.Count)
        {
            bucket.Members.Remove(failure);
            Join(failure, bucket.Higher);
            if (bucket.Members.First is null) Drop(bucket);
        }
        else if (bucket.Members.First == bucket.Members.Last)
        {
            bucket.Count++;
        }
        else
        {
            bucket.Members.Remove(failure);
            Join(failure, bucket);
        }
    }

    internal void Remove(RememberedFailure failure)
    {
        CountBucket bucket = failure.Bucket!;
        bucket.Members.Remove(failure);
        failure.Bucket = null;
        if (bucket.Members.First is null) Drop(bucket);
    }

    private void Join(RememberedFailure failure, CountBucket? lower)
    {
        CountBucket bucket = lower?.Count == failure.Count ? lower : Insert(failure.Count, lower);
        bucket.Members.AddLast(failure);
        failure.Bucket = bucket;
    }

    private CountBucket Insert(long count, CountBucket? lower)
    {
        CountBucket? bucket = _spare;
        if (bucket is null)
        {
            bucket = new CountBucket();
            _made++;
        }
        else
        {
            _spare = bucket.Higher;
        }

        CountBucket? higher = lower is null ? Lowest : lower.Higher;
        bucket.Count = count;
        bucket.Lower = lower;
        bucket.Higher = higher;
        if (lower is null) Lowest = bucket;
        else lower.Higher = bucket;
        if (higher is null) Highest = bucket;
        else higher.Lower = bucket;
        return bucket;
    }

    // Kept for the next count: there are never more buckets than there once were failures, and a failure that is counted allocates nothing.
    private void Drop(CountBucket bucket)
    {
        if (bucket.Lower is null) Lowest = bucket.Higher;
        else bucket.Lower.Higher = bucket.Higher;
        if (bucket.Higher is null) Highest = bucket.Lower;
        else bucket.Higher.Lower = bucket.Lower;
        bucket.Lower = null;
        bucket.Higher = _spare;
        _spare = bucket;
    }
}
