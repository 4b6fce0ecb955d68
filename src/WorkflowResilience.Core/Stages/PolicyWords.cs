using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>The parts of a policy in words, for people.</summary>
internal static class PolicyWords
{
    internal static string Duration(TimeSpan duration) => DurationText.Format(duration);

    /// <summary>A duration that was computed, without digits that nobody needs: to a thousandth, from a minute on a tenth of a second, from an hour on a second.</summary>
    internal static string About(TimeSpan duration)
    {
        long step = duration.Duration() switch
        {
            var d when d >= TimeSpan.FromHours(1) => TimeSpan.TicksPerSecond,
            var d when d >= TimeSpan.FromMinutes(1) => TimeSpan.TicksPerSecond / 10,
            var d when d >= TimeSpan.FromSeconds(1) => TimeSpan.TicksPerMillisecond,
            _ => 1,
        };
        return Duration(TimeSpan.FromTicks((duration.Ticks + (step / 2)) / step * step));
    }

    internal static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    internal static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{Number(count)} {noun}s";

    internal static string Retries(int count) => count == 1 ? "1 retry" : $"{Number(count)} retries";

    internal static string Percent(double share) => $"{Number(share * 100)} %";

    internal static string Schedule(BackoffSchedule schedule)
    {
        string waits = schedule switch
        {
            BackoffSchedule.FixedBackoff s => $"{Duration(s.Interval)} each time",
            BackoffSchedule.LinearBackoff s => $"{Duration(s.Increment)}, then {Duration(s.Increment)} more each time",
            BackoffSchedule.ExponentialBackoff s => $"{Duration(s.Initial)}, then each {Number(s.Factor)} times the one before",
            BackoffSchedule.FibonacciBackoff s => $"1, 1, 2, 3, 5, 8 … times {Duration(s.Unit)}",
            BackoffSchedule.TableBackoff { Delays.Count: 1 } s => $"{Duration(s.Delays[0])} each time",
            BackoffSchedule.TableBackoff s => $"{string.Join(", ", s.Delays.SkipLast(1).Select(Duration))}, then {Duration(s.Delays[^1])} each time",
            BackoffSchedule.DecorrelatedBackoff s => $"from {Duration(s.Initial)} to 3 times the one before",
            BackoffSchedule.CustomBackoff s => $"as the code {CanonicalText.Quoted(s.Name)} computes",
            _ => "",
        };
        string cap = schedule.Max < BackoffSchedule.Longest ? $", at most {Duration(schedule.Max)}" : "";
        return waits + cap + (schedule is BackoffSchedule.DecorrelatedBackoff or BackoffSchedule.CustomBackoff ? "" : $"; {Spread(schedule.Jitter)}");
    }

    internal static string Condition(RetryCondition condition) => condition switch
    {
        RetryCondition.AnyCondition => "any failure",
        RetryCondition.KindCondition c => WordList.Or([.. c.Kinds.Select(k => k.Name)]),
        RetryCondition.StatusCondition c => "HTTP " + WordList.Or([.. c.Ranges.Select(r => r.ToString().Replace("-", " to ", StringComparison.Ordinal))]),
        RetryCondition.ExceptionCondition c => $"exception {TypeName(c.Type)}",
        RetryCondition.TypeNameCondition c => $"exception named {WordList.Or([.. c.Names.Select(CanonicalText.Quoted)])}",
        RetryCondition.MessageCondition c => $"message with {CanonicalText.Quoted(c.Text)}",
        RetryCondition.CustomCondition c => $"what the code {CanonicalText.Quoted(c.Name)} recognises",
        RetryCondition.IResultCondition c => $"a result ({TypeName(c.ResultType)}) that the code {CanonicalText.Quoted(c.Name)} recognises",
        _ => "",
    };

    private static string Spread(Jitter jitter) => jitter switch
    {
        Jitter.FullJitter => "full jitter: from nothing to the whole wait",
        Jitter.EqualJitter => "equal jitter: from half the wait to the whole",
        Jitter.ProportionalJitter j => $"jitter: {Percent(j.Share)} less or more",
        _ => "no jitter",
    };

    private static string TypeName(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
        : type.Name;
}
