using System.Collections.Frozen;

namespace WorkflowResilience.Testing;

/// <summary>A rule at work: it counts the calls it sees and those it hits. Thread-safe.</summary>
internal sealed class ArmedRule(FaultRule rule, int index)
{
    private readonly FrozenSet<long> _calls = rule.Calls.ToFrozenSet();
    private readonly long _maxHits = rule.MaxHits ?? long.MaxValue;
    private long _seen;
    private long _hits;

    internal FaultRule Rule => rule;

    internal long Hits => Interlocked.Read(ref _hits);

    /// <summary>Counts a call if it concerns the rule.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="result">The type of result; <see langword="void"/> for none.</param>
    /// <returns>The number of the call; 0 when it does not concern the rule.</returns>
    internal long See(WorkflowStage stage, Type result) =>
        (rule.Stage is { } only && only != stage) || !rule.Fault.Suits(result) ? 0 : Interlocked.Increment(ref _seen);

    /// <summary>Whether the rule hits a call that it has seen.</summary>
    internal bool Hit(ulong seed, in CallIdentity call, long number, TimeSpan at)
    {
        if (at < rule.From || (rule.Until != Timeout.InfiniteTimeSpan && at >= rule.Until)) return false;
        if (_calls.Count > 0 && !_calls.Contains(number)) return false;
        return Unit(seed, call, Draw.Host + index) < rule.Rate && TakeHit();
    }

    /// <summary>How long a latency fault of this rule takes for a call.</summary>
    internal TimeSpan Time(Fault.LatencyFault latency, ulong seed, in CallIdentity call) => latency.Time(Unit(seed, call, Draw.Host + FaultInjectorOptions.MaxRules + index));

    private static double Unit(ulong seed, in CallIdentity call, int purpose) => Draw.Unit(seed, call.Number, Draw.Number(call.Stage.Name), call.Attempt, purpose);

    private bool TakeHit()
    {
        long hits = Interlocked.Read(ref _hits);
        while (hits < _maxHits)
        {
            long seen = Interlocked.CompareExchange(ref _hits, hits + 1, hits);
            if (seen == hits) return true;
            hits = seen;
        }

        return false;
    }
}
