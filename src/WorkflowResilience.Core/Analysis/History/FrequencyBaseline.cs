namespace WorkflowResilience.Analysis;

/// <summary>How often something used to come, as far as that is known.</summary>
/// <remarks>
/// One failure is added to what was counted, so that what never came before is not impossible, and the time is taken for one long window at least. A short past may by chance have been a quiet one; windows
/// are therefore tested against the rate that lies two standard deviations above: C + 2·√C + 2 failures (the usual approximation of an upper bound for a Poisson mean).
/// </remarks>
internal readonly struct FrequencyBaseline
{
    private readonly FrequencyWindow _known;
    private readonly double _rate;
    private readonly double _highest;

    internal FrequencyBaseline(FrequencyWindow known, FrequencyPlan plan)
    {
        _known = known;
        double count = known.Count + 1, time = Math.Max(known.Time, plan.LongWindow);
        _rate = count / time;
        _highest = (count + (2 * Math.Sqrt(count)) + 2) / time;
    }

    /// <summary>The time it was learnt from, in milliseconds.</summary>
    internal double Time => _known.Time;

    /// <summary>Failures a millisecond as they were counted, with nothing added.</summary>
    internal double Counted => _known.Rate;

    internal double Expected(double time) => _rate * time;

    /// <summary>Whether a wide window holds more than the past and chance explain, and a narrow one says that it goes on.</summary>
    /// <param name="wide">The wide window.</param>
    /// <param name="narrow">The narrow one.</param>
    /// <param name="swing">How many times the mean rate the course of a day may bring to the wide window.</param>
    /// <param name="chance">How unlikely the wide window must be.</param>
    /// <param name="plan">How many, and how many times as many, a rise has at least.</param>
    internal bool IsExceeded(FrequencyWindow wide, FrequencyWindow narrow, double swing, double chance, FrequencyPlan plan) =>
        wide.Count >= plan.MinimumCount
        && wide.Count >= plan.MinimumRatio * Expected(wide.Time)
        && narrow.Count >= plan.MinimumRatio * Expected(narrow.Time)
        && PoissonTail.AtLeast((long)wide.Count, Math.Max(1, swing * _highest * wide.Time)) < chance;

    internal bool IsUsual(FrequencyWindow window)
    {
        double expected = Expected(window.Time);
        return window.Count <= FrequencyPlan.SettledRatio * expected || PoissonTail.AtLeast((long)window.Count, expected) > FrequencyPlan.SettledChance;
    }
}
