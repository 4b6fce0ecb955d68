using System.Globalization;
using System.Text;
using static WorkflowResilience.PolicyWords;

namespace WorkflowResilience;

/// <summary>Writes what a valid policy means: a heading for each subject and its sentences beside it.</summary>
internal sealed class PolicyExplanation
{
    private const int Indent = 11;
    private const int MostRows = 10;

    private readonly StagePolicy _policy;
    private readonly PolicyForecast _forecast;
    private readonly StringBuilder _text = new();

    private PolicyExplanation(StagePolicy policy)
    {
        _policy = policy;
        _forecast = new PolicyForecast(policy);
    }

    internal static string Of(StagePolicy policy)
    {
        PolicyExplanation explanation = new(policy);
        explanation.Section("Attempts", explanation.Attempts());
        if (policy.MaxAttempts > 1) explanation.Section("Waits", explanation.Waits());
        explanation.Section("Duration", explanation.Durations());
        if (policy.MaxAttempts > 1)
        {
            explanation.Section("Failures", explanation.Failures());
            explanation.Section("Server", explanation.Server());
            explanation.Section("Effect", [explanation.Effect()]);
        }

        if (policy.Hedging is { } hedging) explanation.Section("Hedging", [HedgingText(hedging)]);
        explanation.Section("Breaker", policy.CircuitBreaker is { } breaker ? BreakerWords.Of(breaker) : ["None."]);
        if (policy.MaxAttempts > 1) explanation.Section("Budget", explanation.Budget());
        if (policy is { MaxAttempts: > 1, RetryEvidence: { } evidence }) explanation.Section("Evidence", EvidenceText(policy, evidence));
        if (policy.Throttle is { } throttle) explanation.Section("Throttle", ThrottleText(throttle));
        if (policy.Bulkhead is { } bulkhead) explanation.Section("Bulkhead", [BulkheadText(bulkhead)]);
        explanation.Section("Warnings", PolicyWarnings.Of(policy, explanation._forecast) is { Count: > 0 } warnings ? warnings.Select(w => "- " + w) : ["None."]);
        return explanation._text.ToString();
    }

    private void Section(string heading, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            if (_text.Length > 0) _text.Append('\n');
            if (line.Length > 0) _text.Append(heading.PadRight(Indent)).Append(line);
            heading = "";
        }
    }

    private IEnumerable<string> Attempts()
    {
        yield return _policy.MaxAttempts == 1 ? "1: no retry." : $"{Number(_policy.MaxAttempts)} at most: the first call and {Retries(_policy.MaxAttempts - 1)}.";
        string each = _policy.AttemptTimeout is { } attempt ? $"Each may take {Duration(attempt)}" : "No limit for the time of each";
        string all = _policy.TotalTimeout is { } total ? $"all together, waits included, {Duration(total)}" : "no limit for all together";
        yield return $"{each}; {all}.";
        if (_policy.MinimumAttemptTime > TimeSpan.Zero) yield return $"A retry that would have less than {Duration(_policy.MinimumAttemptTime)} does not begin.";
        yield return _policy.AbandonGrace == Timeout.InfiniteTimeSpan
            ? "A delegate that does not end in time is waited for, however long it takes."
            : $"A delegate that does not end in time is abandoned {Duration(_policy.AbandonGrace)} later.";
        if (_policy.Offload) yield return "The delegate is started on the thread pool.";
    }

    private IEnumerable<string> Waits()
    {
        yield return $"{Schedule(_policy.Backoff)}.";
        yield return "";
        WaitForecast[] rows = _forecast.Waits;
        IEnumerable<string[]> cells = rows.Take(MostRows).Select(Cells);
        int left = rows.Length - MostRows - 1;
        if (left > 0) cells = cells.Append(["…", "", "", ""]);
        if (left >= 0) cells = cells.Append(Cells(rows[^1]));
        foreach (string line in TextTable.Lines([["before attempt", "earliest", "latest", "waited in all"], .. cells])) yield return "  " + line;
        yield return "";
    }

    private static string[] Cells(WaitForecast row) =>
    [
        Number(row.Attempt),
        About(row.Earliest),
        About(row.Latest),
        row.EarliestTotal == row.LatestTotal ? About(row.LatestTotal) : $"{About(row.EarliestTotal)} to {About(row.LatestTotal)}",
    ];

    private IEnumerable<string> Durations()
    {
        string grace = _policy.AbandonGrace == TimeSpan.Zero ? "" : $"{Duration(_policy.AbandonGrace)} of grace";
        yield return _forecast switch
        {
            { Worst: null } => "At worst it never ends.",
            { TotalDecides: true } => $"At worst {About(_forecast.Worst.Value)}: {WordList.And(Parts("the total timeout", grace))}.",
            _ when _policy.MaxAttempts == 1 => $"At worst {About(_forecast.Worst.Value)}: {WordList.And(Parts(Duration(_policy.AttemptTimeout!.Value), Hedges(""), grace))}.",
            _ => $"At worst {About(_forecast.Worst.Value)}: "
                + WordList.And(Parts(
                    $"{Number(_policy.MaxAttempts)} attempts of {Duration(_policy.AttemptTimeout!.Value)}",
                    Hedges(" of each"),
                    grace.Length == 0 ? "" : grace + " for each",
                    $"{About(_forecast.LongestWaits)} of waits")) + ".",
        };
        if (_policy.MaxAttempts == 1) yield break;
        yield return _forecast.AverageWaits is not { } waits
            ? "What to expect is not known: code computes the waits."
            : $"Expected when all {Number(_policy.MaxAttempts)} attempts fail: {About(waits)} of waits"
                + (_forecast.Expected is { } expected ? $", {About(expected)} in all if each attempt takes its full time." : ".");
    }

    private string Hedges(string whose) => _forecast.HedgeTime is { } time && time > TimeSpan.Zero ? $"{About(time)} for the hedges{whose}" : "";

    private static string[] Parts(params string[] parts) => [.. parts.Where(p => p.Length > 0)];

    private IEnumerable<string> Failures()
    {
        yield return "The first line that matches decides:";
        if (!_policy.RetryNested) yield return "   stop    final failures of executions nested in this one";
        for (int i = 0; i < _policy.Conditions.Count; i++)
        {
            RetryCondition condition = _policy.Conditions[i];
            string own = condition is { Backoff: { } backoff, Decision: RetryDecision.Retry } ? $" (waits: {Schedule(backoff)})" : "";
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{i + 1,2} {(condition.Decision == RetryDecision.Retry ? "retry" : "stop "),-7} {Condition(condition)}{own}");
        }

        yield return _policy.UnknownFailures == UnknownFailures.Stop ? "   stop    anything else" : "   retry   anything else whose verdict is transient, by its structure or its texts; the rest stops";
    }

    private IEnumerable<string> Server()
    {
        yield return _policy.MaxServerDelay == TimeSpan.Zero
            ? "A server that asks for a wait stops the stage."
            : $"A wait that the server asks for is kept, up to {Duration(_policy.MaxServerDelay)}; a longer one stops the stage.";
        if (_forecast.WorstWithServer > _forecast.Worst) yield return $"With such waits it lasts {About(_forecast.WorstWithServer.Value)} at worst.";
    }

    private string Effect() => _policy.Effect switch
    {
        StageEffect.Idempotent => "Idempotent: tried again also after it was abandoned.",
        StageEffect.NotIdempotent => "Not idempotent: after a timeout it stops with 'unknown-outcome', for a second run may do harm.",
        _ => "Not stated: tried again after a timeout, but not when the delegate was abandoned and may still be running.",
    };

    private IEnumerable<string> Budget()
    {
        if (_policy.RetryBudget is not { } budget)
        {
            yield return "None.";
            yield break;
        }

        double ratio = budget.DepositPerSuccess / budget.Cost, burst = budget.Initial / budget.Cost;
        yield return $"A success of {(budget.Target is { } target ? $"any stage with the target {CanonicalText.Quoted(target)}" : "the stage")} adds {Number(budget.DepositPerSuccess)} token, a retry takes {Number(budget.Cost)}; "
            + $"{Number(budget.Initial)} at the start, {Number(budget.Capacity)} at most.";
        yield return $"So n first calls become at most n × (1 + {Number(ratio)} + {Number(burst)}/n): {Number(1 + ratio + (burst / 100))} times as many for n = 100, {Number(1 + ratio + (burst / 1000))} for n = 1000.";
    }

    private static string HedgingText(HedgingPolicy hedging) =>
        $"A call that takes longer than {(hedging.Delay is { } delay ? Duration(delay) : "95 % of the latest ones")} gets another beside it, {Number(hedging.MaxHedges)} at most; the first success wins.";

    private static IEnumerable<string> EvidenceText(StagePolicy policy, RetryEvidencePolicy evidence)
    {
        yield return $"A retry is not made when those after such failures succeed in less than {Percent(evidence.MinimumSuccess)} ({Percent(evidence.Confidence)} sure); {Percent(evidence.ExplorationFloor)} are made all the same.";
        if (policy.UnknownFailures == UnknownFailures.FollowVerdict)
        {
            string found = evidence.UnknownExploration > 0 ? $"; {Percent(evidence.UnknownExploration)} are retried to find out" : "";
            yield return $"A failure of unknown verdict is retried when that succeeds in more than {Percent(evidence.ProvenSuccess)}{found}.";
        }

        yield return $"What was seen weighs half after {Duration(evidence.HalfLife)}.";
    }

    private static IEnumerable<string> ThrottleText(ThrottlePolicy throttle)
    {
        yield return $"Once there are {Count(throttle.MinimumCalls, "call")} in {Duration(throttle.Window)}, calls are turned away as far as more are made than {Number(throttle.Multiplier)} times those accepted;";
        yield return $"never more than {Number(throttle.MaxRejection * 100)} of 100.";
    }

    private static string BulkheadText(BulkheadPolicy bulkhead) => $"{Count(bulkhead.MaxConcurrent, "attempt")} at once; "
        + (bulkhead.MaxQueued == 0 ? "one more is refused." : $"{Number(bulkhead.MaxQueued)} may wait for a place, one more is refused.");
}
