using System.Globalization;

namespace WorkflowResilience.Tests.Stages.Rules;

/// <summary>What a run of the simulation must come to, from the plan and the rules alone: no clock, no tasks, no executor.</summary>
internal sealed class SimulationPredictor(ulong seed, SimulatedFaults faults)
{
    internal (string Text, int Retries) Of(string run)
    {
        List<string> lines = [];
        int retries = 0, limit = faults.RetryLimit(run);
        foreach (string stage in SimulatedFaults.Policies.Keys)
        {
            List<string> rows = [];
            string reason = "";
            int attempt = 0;
            while (reason.Length == 0)
            {
                attempt++;
                SimulatedAttempt planned = faults.Of(run, stage, attempt);
                StagePolicy policy = SimulatedFaults.Policies[stage];
                (string outcome, string kind, bool byTimer, TimeSpan took) = Ending(planned, policy.AttemptTimeout!.Value);
                TimeSpan wait = default;
                if (outcome == "Succeeded") reason = "none";
                else if (byTimer && policy.Effect == StageEffect.NotIdempotent) reason = "unknown-outcome";
                else if (outcome == "Abandoned" && policy.Effect == StageEffect.Unknown) reason = "abandoned";
                else if (kind == "Authentication") reason = "stop-condition";
                else if (kind is "Unknown" or "Cancelled") reason = "unknown-failure";
                else if (attempt == policy.MaxAttempts) reason = outcome != "Failed" && attempt == 1 ? "attempt-timeout" : "attempts-exhausted";
                else if (planned.Hint > SimulatedFaults.MaxServerDelay) reason = "server-delay-too-long";
                else if (retries == limit) reason = "run-retry-limit";
                else
                {
                    retries++;
                    wait = Wait(run, stage, attempt, planned);
                }

                rows.Add(Row(attempt, outcome, kind, byTimer && outcome == "Failed", took, wait));
            }

            lines.Add(Line(stage, reason, attempt, attempt == 1 && reason == "none" ? [] : rows));
        }

        return (string.Join('\n', lines), retries);
    }

    internal static string Seen(RunSummary summary) => string.Join('\n', summary.Stages.Select(s => Line(
        s.Stage.Name,
        s.Reason.Code(),
        s.Attempts,
        [.. s.History.Select(r => Row(r.Attempt, r.Outcome.ToString(), r.Outcome == AttemptOutcome.Succeeded ? "" : r.Kind.Name, r.AfterTimeout, r.Duration, r.Wait))])));

    private static (string Outcome, string Kind, bool ByTimer, TimeSpan Took) Ending(SimulatedAttempt planned, TimeSpan timeout) => planned.End switch
    {
        SimulatedEnd.Succeed or SimulatedEnd.SucceedInTheGrace => ("Succeeded", "", false, planned.Takes),
        SimulatedEnd.BreakTheLine => ("Failed", "Network", false, planned.Takes),
        SimulatedEnd.BreakTheLineInTheGrace => ("Failed", "Network", true, planned.Takes),
        SimulatedEnd.AskForCredentials => ("Failed", "Authentication", false, planned.Takes),
        SimulatedEnd.Fault => ("Failed", "Unknown", false, planned.Takes),
        SimulatedEnd.CancelForeign => ("Failed", "Cancelled", false, planned.Takes),
        SimulatedEnd.Hang => ("TimedOut", "Timeout", true, timeout),
        SimulatedEnd.GetStuck => ("Abandoned", "Timeout", true, timeout + SimulatedFaults.Grace),
        _ => ("Failed", "RateLimited", false, planned.Takes),
    };

    private TimeSpan Wait(string run, string stage, int attempt, SimulatedAttempt planned)
    {
        double u = Draw.Unit(seed, Draw.Number(run), Draw.Number(stage), attempt, Draw.Backoff);
        double seconds = stage switch
        {
            "Clone" => Math.Min(7, 3 * Math.Pow(2, attempt - 1)) * u,
            "Compile" => 2,
            "Test" => 1.5 * attempt,
            "Cover" => 0.5 + (0.5 * u),
            "Review" => 0,
            "Notify" => Math.Pow(2, attempt - 1) * u,
            _ => throw new InvalidOperationException("This stage is not retried."),
        };
        var backoff = TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        if (planned.End != SimulatedEnd.AskToWait) return backoff;
        TimeSpan longer = planned.Hint > backoff ? planned.Hint : backoff;
        double spread = Math.Min(1, longer.TotalSeconds * 0.1) * Draw.Unit(seed, Draw.Number(run), Draw.Number(stage), attempt, Draw.ServerDelay);
        return longer + TimeSpan.FromSeconds(spread);
    }

    // To a hundredth of a millisecond: two ways to compute a wait may differ in the last tick.
    private static string Row(int attempt, string outcome, string kind, bool afterTimeout, TimeSpan took, TimeSpan wait) => string.Create(
        CultureInfo.InvariantCulture, $"[{attempt} {outcome} {kind}{(afterTimeout ? " after its timeout" : "")} took {took.TotalSeconds:0.00000}, waited {wait.TotalSeconds:0.0000}]");

    private static string Line(string stage, string reason, int attempts, IReadOnlyList<string> rows) => $"{stage}: {reason} at {attempts} {string.Join(' ', rows)}";
}
