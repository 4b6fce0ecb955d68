namespace WorkflowResilience.Analysis;

public sealed partial class FailureHistory
{
    private const int MaxTop = 1000;
    private const int MaxSimilarNames = 5;

    /// <summary>What is remembered of a failure.</summary>
    /// <param name="fingerprint">Its fingerprint (<see cref="StageFailure.Fingerprint"/>).</param>
    /// <returns>What is remembered now; null when it is not remembered.</returns>
    /// <exception cref="ArgumentException">The text is no fingerprint; the message says where it breaks.</exception>
    public FailureRecurrence? Find(string fingerprint)
    {
        Validate(fingerprint);
        lock (_lock)
        {
            Advance(_clock.Now);
            return _table.TryGet(fingerprint, out RememberedFailure? failure) ? Read(failure) : null;
        }
    }

    /// <summary>When a failure happened last.</summary>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <returns>At most <see cref="FailureHistoryOptions.MaxOccurrences"/>, the newest first; empty when it is not remembered.</returns>
    /// <exception cref="ArgumentException">The text is no fingerprint; the message says where it breaks.</exception>
    public IReadOnlyList<FailureOccurrence> Occurrences(string fingerprint)
    {
        Validate(fingerprint);
        lock (_lock)
        {
            Advance(_clock.Now);
            return _table.TryGet(fingerprint, out RememberedFailure? failure) ? failure.Occurrences.ToArray() : [];
        }
    }

    /// <summary>Failures like one, with other fingerprints: the same kind of error in the same stage.</summary>
    /// <param name="fingerprint">The fingerprint of the one.</param>
    /// <returns>At most 8, those that were first seen last, the most frequent first; empty when it is not remembered.</returns>
    /// <exception cref="ArgumentException">The text is no fingerprint; the message says where it breaks.</exception>
    public IReadOnlyList<FailureRecurrence> Similar(string fingerprint)
    {
        Validate(fingerprint);
        lock (_lock)
        {
            Advance(_clock.Now);
            if (!_table.TryGet(fingerprint, out RememberedFailure? failure)) return [];
            FailureRelatives relatives = FailureRelatives.Of(failure, _table.FirstOfFamily(failure.Family));
            FailureRecurrence[] similar = new FailureRecurrence[relatives.Count];
            for (int i = 0; i < similar.Length; i++) similar[i] = Read(relatives[i]);
            return similar;
        }
    }

    /// <summary>The failures that come more often now than they used to.</summary>
    /// <returns>At most 64, those that began last; the one that comes most often now first.</returns>
    public IReadOnlyList<FailureRecurrence> Rising()
    {
        lock (_lock) return [.. _rising.Look(Advance(_clock.Now), _plan).Select(Read)];
    }

    /// <summary>The most frequent failures.</summary>
    /// <param name="count">How many. From 1 to 1,000.</param>
    /// <returns>At most so many, the most frequent first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its bounds.</exception>
    public IReadOnlyList<FailureRecurrence> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxTop);
        List<FailureRecurrence> top = [];
        lock (_lock)
        {
            Advance(_clock.Now);
            for (CountBucket? bucket = _table.Highest; bucket is not null && top.Count < count; bucket = bucket.Lower)
            {
                for (RememberedFailure? failure = bucket.Members.Last; failure is not null && top.Count < count; failure = failure.Link(ChainKind.Count).Before) top.Add(Read(failure));
            }
        }

        return top;
    }

    private FailureRecurrence Read(RememberedFailure failure)
    {
        if (failure.Watch.Look(_now, _plan) == RateChange.Settled) _rising.Remove(failure);
        return Describe(failure, new DateTimeOffset(failure.LastSeen, TimeSpan.Zero));
    }

    private FailureRecurrence Describe(RememberedFailure failure, DateTimeOffset? lastSeen)
    {
        FrequencyFigures figures = failure.Watch.Figures(_plan);
        FailureNote note = _notes.Of(failure.Fingerprint);
        return new FailureRecurrence
        {
            Fingerprint = failure.Fingerprint,
            Line = failure.Line,
            Count = failure.Count,
            Overcount = failure.Overcount,
            FirstSeen = new DateTimeOffset(failure.FirstSeen, TimeSpan.Zero),
            LastSeen = lastSeen,
            IsRising = failure.Watch.IsRising,
            PerHour = figures.PerHour,
            BaselinePerHour = figures.BaselinePerHour,
            LastFix = note.Fix,
            CorrectedVerdict = note.Verdict,
            CorrectedBy = note.CorrectedBy,
            Similar = Names(failure),
        };
    }

    private string[] Names(RememberedFailure failure)
    {
        FailureRelatives relatives = FailureRelatives.Of(failure, _table.FirstOfFamily(failure.Family));
        if (relatives.Count == 0) return [];
        string[] names = new string[Math.Min(relatives.Count, MaxSimilarNames)];
        for (int i = 0; i < names.Length; i++) names[i] = relatives[i].Fingerprint;
        return names;
    }
}
