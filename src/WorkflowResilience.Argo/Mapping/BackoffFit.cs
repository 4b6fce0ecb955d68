using static WorkflowResilience.PolicyWords;

namespace WorkflowResilience.Argo;

/// <summary>The backoff of Argo that gives a schedule's waits, or comes nearest to them.</summary>
/// <param name="Retries">How many retries it is good for; fewer than the policy has only where more would wait wrongly.</param>
/// <param name="Delay">The first wait; null for none at all.</param>
/// <param name="Factor">What the next ones are multiplied with; null for the same wait each time.</param>
/// <param name="Cap">The longest one; null for none.</param>
/// <param name="Code">What it is: <see cref="MappingCodes.Written"/> when the waits are the same.</param>
/// <param name="Explanation">What differs.</param>
internal sealed record BackoffFit(int Retries, TimeSpan? Delay, int? Factor, TimeSpan? Cap, string Code, string Explanation)
{
    private const int LargestFactor = 10;
    private const int MostNamed = 6;

    internal bool IsExact => string.Equals(Code, MappingCodes.Written, StringComparison.Ordinal);

    /// <summary>The waits that the schedule gives before jitter; in the middle, where chance is all of it.</summary>
    internal static TimeSpan[] Wanted(BackoffSchedule schedule, int retries)
    {
        BackoffSchedule bare = schedule with { Jitter = WorkflowResilience.Jitter.None };
        var waits = new TimeSpan[retries];
        TimeSpan previous = TimeSpan.Zero;
        for (int i = 0; i < retries; i++) previous = waits[i] = Ask(bare, i + 1, previous, 0.5);
        return waits;
    }

    /// <summary>The wait that a schedule gives; none where its code throws, as in the process.</summary>
    internal static TimeSpan Ask(BackoffSchedule schedule, int attempt, TimeSpan previous, double u)
    {
        try
        {
            return schedule.Delay(attempt, previous, u);
        }
        catch (Exception) when (schedule is BackoffSchedule.CustomBackoff)
        {
            return TimeSpan.Zero;
        }
    }

    internal static BackoffFit Of(BackoffSchedule schedule, int retries, ArgoTarget target)
    {
        TimeSpan[] wanted = Wanted(schedule, retries);
        TimeSpan[] whole = Array.ConvertAll(wanted, WholeSeconds.Up);
        int? given = schedule is BackoffSchedule.ExponentialBackoff { Factor: <= int.MaxValue } e && e.Factor == Math.Floor(e.Factor) ? (int)e.Factor : null;
        if (TryFit(whole, given) is not { } fit) return Nearest(schedule, wanted, whole, given, target);
        if (fit is { Factor: not null, Cap: null } && schedule.Max < BackoffSchedule.Longest && target.HasCap()) fit = fit with { Cap = WholeSeconds.Up(schedule.Max) };
        if (fit.Cap is { } cap && !target.HasCap())
        {
            int kept = whole.TakeWhile((wait, i) => wait == ArgoWait.After(i + 1, fit.Delay, fit.Factor, null)).Count();
            return fit with
            {
                Retries = kept,
                Factor = kept > 1 ? fit.Factor : null,
                Cap = null,
                Code = MappingCodes.NoCap,
                Explanation = $"Argo {target.Text()} cannot hold a wait at {Duration(cap)}, so there are {PolicyWords.Retries(kept)} instead of {Number(retries)}: none waits longer than the policy permits. Argo 3.7 has cap.",
            };
        }

        if (fit.Factor is { } factor && !ArgoWait.Fits(retries, fit.Delay!.Value, factor))
        {
            int kept = Enumerable.Range(1, retries).TakeWhile(attempts => ArgoWait.Fits(attempts, fit.Delay.Value, factor)).Count();
            return fit with { Retries = kept, Code = MappingCodes.Overflow, Explanation = $"After attempt {Number(kept + 1)} Argo's wait would overflow and be none at all, so there are {PolicyWords.Retries(kept)} instead of {Number(retries)}." };
        }

        if (IsDrawn(schedule)) return fit with { Code = MappingCodes.Drawn, Explanation = $"Argo waits {Named(Argo(fit, retries))}: the middle of what the schedule gives." };
        return wanted.AsSpan().SequenceEqual(whole) ? fit : fit with { Code = MappingCodes.Rounded, Explanation = $"Argo waits whole seconds: {Named(whole)} where the policy says {Named(wanted)}." };
    }

    /// <summary>The waits that it makes.</summary>
    internal static TimeSpan[] Argo(BackoffFit fit, int retries) => [.. Enumerable.Range(1, retries).Select(attempts => ArgoWait.After(attempts, fit.Delay, fit.Factor, fit.Cap))];

    /// <summary>Waits in words.</summary>
    internal static string Named(IReadOnlyList<TimeSpan> waits) => string.Join(", ", waits.Take(MostNamed).Select(About)) + (waits.Count > MostNamed ? " …" : "");

    private static bool IsDrawn(BackoffSchedule schedule) => schedule is BackoffSchedule.DecorrelatedBackoff or BackoffSchedule.CustomBackoff;

    private static BackoffFit? TryFit(TimeSpan[] waits, int? given)
    {
        TimeSpan first = waits[0];
        var fit = new BackoffFit(waits.Length, first == TimeSpan.Zero ? null : first, null, null, MappingCodes.Written, "");
        if (Array.TrueForAll(waits, wait => wait == first)) return fit;
        if (first == TimeSpan.Zero || waits[1] <= first) return null;
        long ratio = (waits[1].Ticks + first.Ticks - 1) / first.Ticks;
        foreach (long factor in given is { } own ? [own, ratio] : new[] { ratio })
        {
            if (factor > int.MaxValue) continue;
            int grown = waits.TakeWhile((wait, i) => wait.Ticks == first.Ticks * Math.Pow(factor, i)).Count();
            if (grown == waits.Length) return fit with { Factor = (int)factor };
            if (waits[grown].Ticks < first.Ticks * Math.Pow(factor, grown) && waits[grown] >= waits[grown - 1] && waits.AsSpan(grown).IndexOfAnyExcept(waits[grown]) < 0)
                return fit with { Factor = (int)factor, Cap = waits[grown] };
        }

        return null;
    }

    private static BackoffFit Nearest(BackoffSchedule schedule, TimeSpan[] wanted, TimeSpan[] whole, int? given, ArgoTarget target)
    {
        TimeSpan longest = whole.Max();
        TimeSpan first = whole[0] == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : whole[0];
        TimeSpan mean = WholeSeconds.Up(TimeSpan.FromTicks((long)wanted.Average(static wait => wait.Ticks)));
        IEnumerable<BackoffFit> candidates = Enumerable.Range(2, LargestFactor - 1)
            .Where(factor => ArgoWait.Fits(wanted.Length, first, factor))
            .Select(factor => new BackoffFit(wanted.Length, first, factor, target.HasCap() ? longest : null, "", ""))
            .Where(fit => ArgoWait.After(wanted.Length, fit.Delay, fit.Factor, fit.Cap) <= WholeSeconds.Up(schedule.Max))
            .Prepend(new BackoffFit(wanted.Length, mean, null, null, "", ""));
        BackoffFit nearest = candidates.MinBy(fit => Argo(fit, wanted.Length).Zip(wanted, static (got, want) => (got - want).Duration().TotalSeconds).Sum())!;
        string code = IsDrawn(schedule) ? MappingCodes.Drawn
            : given is not null ? MappingCodes.Rounded
            : schedule is BackoffSchedule.ExponentialBackoff ? MappingCodes.Fraction
            : MappingCodes.Shape;
        string middle = IsDrawn(schedule) ? "gives, in the middle," : "says";
        return nearest with { Code = code, Explanation = $"Argo waits {Named(Argo(nearest, wanted.Length))} where the policy {middle} {Named(wanted)}. RetrySchedule.Unrolled, or a process that repeats by itself, keeps the policy's waits." };
    }
}
