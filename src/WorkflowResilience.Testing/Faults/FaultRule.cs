using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience.Testing;

/// <summary>Which calls a fault befalls: those that meet every condition. Immutable.</summary>
/// <param name="fault">What befalls them.</param>
public sealed class FaultRule(Fault fault)
{
    /// <summary>What befalls the calls.</summary>
    public Fault Fault { get; } = fault;

    /// <summary>The stage; null (default) for any.</summary>
    public WorkflowStage? Stage { get; init; }

    /// <summary>The share of calls that are hit, by a draw for each. From 0 to 1. Default 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>The time since the injector was made at which it begins. From 0. Default 0.</summary>
    public TimeSpan From { get; init; }

    /// <summary>The time since the injector was made at which it ends; after <see cref="From"/>. Default <see cref="Timeout.InfiniteTimeSpan"/>: never.</summary>
    public TimeSpan Until { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// The numbers of the calls that may be hit, from 1, counted over all calls that the rule's stage and result fit, in the order in which they begin, hit or not.
    /// Default: none, which is every call.
    /// </summary>
    public IReadOnlyList<long> Calls { get; init; } = [];

    /// <summary>The most hits; above 0. Null (default): no limit. Who gets the last ones depends on the order in which calls begin.</summary>
    public long? MaxHits { get; init; }

    /// <summary>The rule as text.</summary>
    /// <returns>Such as <c>Throw(Network), stage Build, rate 0.2</c>: what differs from the defaults.</returns>
    public override string ToString()
    {
        string text = $"{Fault}";
        if (Stage is { } stage) text += $", stage {stage}";
        if (Rate < 1) text += string.Create(CultureInfo.InvariantCulture, $", rate {Rate}");
        if (From != TimeSpan.Zero) text += $", from {DurationText.Format(From)}";
        if (Until != Timeout.InfiniteTimeSpan) text += $", until {DurationText.Format(Until)}";
        if (Calls.Count > 0) text += $", calls {string.Join(" ", Calls)}";
        if (MaxHits is { } hits) text += string.Create(CultureInfo.InvariantCulture, $", at most {hits} hits");
        return text;
    }

    internal IEnumerable<string> Problems()
    {
        if (Fault is null) yield return "Fault is null; make one with Fault.Throw or another factory of Fault.";
        else if (Fault.Problem() is { } wrong) yield return $"{Fault} {wrong}.";
        if (Stage is { IsNone: true }) yield return "Stage has no name; leave it out for any stage.";
        if (!(Rate is >= 0 and <= 1)) yield return string.Create(CultureInfo.InvariantCulture, $"Rate is {Rate}; it must be from 0 to 1.");
        if (From < TimeSpan.Zero) yield return $"From is {DurationText.Format(From)}; it must not be negative.";
        if (Until != Timeout.InfiniteTimeSpan && Until <= From)
            yield return $"Until ({DurationText.Format(Until)}) is not after From ({DurationText.Format(From)}); no call could be hit.";
        if (Calls is null) yield return "Calls is null; leave it out for every call.";
        else if (Calls.Any(c => c < 1)) yield return string.Create(CultureInfo.InvariantCulture, $"Calls has {Calls.First(c => c < 1)}; calls are numbered from 1.");
        if (MaxHits < 1) yield return string.Create(CultureInfo.InvariantCulture, $"MaxHits is {MaxHits}; it must be above 0. Set Rate = 0 for a rule that never hits.");
    }
}
