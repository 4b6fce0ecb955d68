namespace WorkflowResilience.Analysis;

/// <summary>Notices when something comes more often than it used to, and when that is over. Fed with the time; 200 bytes.</summary>
/// <remarks>
/// <para>
/// Two windows must agree: the wide one holds more than the past explains, the narrow one says that it goes on. For what is frequent they are the long and the short window;
/// for what is rare, where an hour says nothing, the rare and the long one. The past is what lies before the wide window, its weight fading.
/// </para>
/// <para>Not thread-safe. Time is in milliseconds from the moment since which failures are counted at all, never below 0; a time earlier than the latest one is taken for that one.</para>
/// </remarks>
internal struct FrequencyWatch
{
    private FrequencyCounts _counts;
    private double _past; // what has left the rare window, as of the window's far edge
    private long _now;

    /// <param name="now">The time.</param>
    /// <param name="past">How many there may have been before that were not counted.</param>
    internal FrequencyWatch(long now, double past)
    {
        _now = Math.Max(0, now);
        _past = past;
    }

    internal bool IsRising { get; private set; }

    internal RateChange Count(long now, FrequencyPlan plan)
    {
        RateChange change = Look(now, plan);
        Span<uint> counts = _counts;
        Add(ref counts[Short(plan.ShortStep)]);
        Add(ref counts[Long(plan.LongStep)]);
        Add(ref counts[Rare(plan.RareStep)]);
        if (IsRising || !IsExceeded(plan)) return change;
        IsRising = true;
        return RateChange.Raised;
    }

    /// <summary>Lets time pass: what was rising may have settled.</summary>
    internal RateChange Look(long now, FrequencyPlan plan)
    {
        Advance(now, plan);
        if (!IsRising || !IsUsual(plan)) return RateChange.None;
        IsRising = false;
        return RateChange.Settled;
    }

    /// <summary>How often it comes and used to come, as of the last time told.</summary>
    internal readonly FrequencyFigures Figures(FrequencyPlan plan)
    {
        FrequencyBaseline recent = Recent(plan);
        FrequencyWindow window = IsRare(recent, plan) ? RareWindow(plan) : LongWindow(plan);
        double rate = window.Count / Math.Max(window.Time, plan.ShortStep * (FrequencyPlan.ShortSteps - 1));
        return new FrequencyFigures(rate * TimeSpan.MillisecondsPerHour, recent.Time >= Math.Max(1, plan.LearningTime) ? recent.Counted * TimeSpan.MillisecondsPerHour : null);
    }

    private readonly bool IsExceeded(FrequencyPlan plan)
    {
        FrequencyBaseline recent = Recent(plan);
        if (recent.Time < plan.LearningTime) return false;
        FrequencyWindow hour = LongWindow(plan);
        if (recent.IsExceeded(hour, ShortWindow(plan), FrequencyPlan.DaySwing, FrequencyPlan.Chance, plan)) return true;
        if (!IsRare(recent, plan)) return false;
        FrequencyBaseline older = Older(plan);
        return older.Time >= plan.RareWindow && older.IsExceeded(RareWindow(plan), hour, 1, FrequencyPlan.RareChance, plan);
    }

    private readonly bool IsUsual(FrequencyPlan plan)
    {
        FrequencyBaseline recent = Recent(plan);
        if (!recent.IsUsual(ShortWindow(plan)) || !recent.IsUsual(LongWindow(plan))) return false;
        return !IsRare(recent, plan) || Older(plan).IsUsual(RareWindow(plan));
    }

    private static bool IsRare(in FrequencyBaseline recent, FrequencyPlan plan) => recent.Expected(plan.LongWindow) < FrequencyPlan.RareBelow;

    private readonly FrequencyWindow ShortWindow(FrequencyPlan plan) => Sum(0, FrequencyPlan.ShortSteps, plan.ShortStep);

    private readonly FrequencyWindow LongWindow(FrequencyPlan plan) => Sum(FrequencyPlan.ShortSteps, FrequencyPlan.LongSteps, plan.LongStep);

    private readonly FrequencyWindow RareWindow(FrequencyPlan plan) => Sum(FrequencyPlan.ShortSteps + FrequencyPlan.LongSteps, FrequencyPlan.RareSteps, plan.RareStep);

    private readonly FrequencyWindow Sum(int first, int steps, long step)
    {
        ReadOnlySpan<uint> counts = _counts;
        long sum = 0;
        foreach (uint count in counts.Slice(first, steps)) sum += count;
        return new FrequencyWindow(sum, Math.Min(_now, ((steps - 1) * step) + (_now % step)));
    }

    // What lies before the rare window.
    private readonly FrequencyBaseline Older(FrequencyPlan plan) => new(new FrequencyWindow(_past, PastTime(plan)), plan);

    // What lies before the long window: it reaches into the third step of the rare window at most.
    private readonly FrequencyBaseline Recent(FrequencyPlan plan)
    {
        const int Present = 3;
        ReadOnlySpan<uint> counts = _counts;
        double count = _past;
        long last = _now / plan.RareStep;
        for (int back = Present; back < FrequencyPlan.RareSteps; back++)
        {
            if (last >= back) count += counts[FrequencyPlan.ShortSteps + FrequencyPlan.LongSteps + (int)((last - back) % FrequencyPlan.RareSteps)];
        }

        double time = Math.Clamp(last - Present + 1, 0, FrequencyPlan.RareSteps - Present) * (double)plan.RareStep;
        return new FrequencyBaseline(new FrequencyWindow(count, PastTime(plan) + time), plan);
    }

    // The time before the rare window, faded as the counts are: ∫ e^(−t/τ) dt.
    private readonly double PastTime(FrequencyPlan plan)
    {
        double edge = ((_now / plan.RareStep) - FrequencyPlan.RareSteps + 1) * (double)plan.RareStep;
        return edge <= 0 ? 0 : plan.PastTime * (1 - plan.DecayOver(edge));
    }

    private void Advance(long now, FrequencyPlan plan)
    {
        if (now <= _now) return;
        Clear(0, FrequencyPlan.ShortSteps, _now / plan.ShortStep, now / plan.ShortStep);
        Clear(FrequencyPlan.ShortSteps, FrequencyPlan.LongSteps, _now / plan.LongStep, now / plan.LongStep);
        Fade(_now / plan.RareStep, now / plan.RareStep, plan);
        _now = now;
    }

    private void Clear(int first, int steps, long from, long to)
    {
        Span<uint> counts = _counts;
        for (long step = from + 1, end = Math.Min(to, from + steps); step <= end; step++) counts[first + (int)(step % steps)] = 0;
    }

    private void Fade(long from, long to, FrequencyPlan plan)
    {
        if (from == to) return;
        Span<uint> counts = _counts;
        double decay = plan.DecayOver(plan.RareStep);
        long end = Math.Min(to, from + FrequencyPlan.RareSteps);
        for (long step = from + 1; step <= end; step++)
        {
            ref uint leaving = ref counts[FrequencyPlan.ShortSteps + FrequencyPlan.LongSteps + (int)(step % FrequencyPlan.RareSteps)];
            _past = (_past * decay) + leaving;
            leaving = 0;
        }

        _past *= plan.DecayOver((to - end) * (double)plan.RareStep);
    }

    private readonly int Short(long step) => (int)(_now / step % FrequencyPlan.ShortSteps);

    private readonly int Long(long step) => FrequencyPlan.ShortSteps + (int)(_now / step % FrequencyPlan.LongSteps);

    private readonly int Rare(long step) => FrequencyPlan.ShortSteps + FrequencyPlan.LongSteps + (int)(_now / step % FrequencyPlan.RareSteps);

    private static void Add(ref uint count)
    {
        if (count < uint.MaxValue) count++;
    }
}
