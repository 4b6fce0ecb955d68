using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

/// <summary>Random policies: where the report says Exact, the generated strategy under Argo's algorithm does what a naive reading of the policy does.</summary>
[TestFixture]
public sealed class PolicyEquivalenceTests
{
    // Written down by hand from the documented contract, not asked of the code.
    private static readonly Dictionary<string, int> s_codes = new(StringComparer.Ordinal)
    {
        ["Network"] = 75,
        ["Timeout"] = 75,
        ["RateLimited"] = 75,
        ["Resource"] = 75,
        ["Flaky"] = 75,
        ["Unavailable"] = 76,
        ["Authentication"] = 77,
        ["Configuration"] = 78,
        ["Compilation"] = 70,
        ["TestFailure"] = 70,
        ["NotFound"] = 70,
        ["InvalidInput"] = 70,
        ["Unknown"] = 69,
        ["Cancelled"] = 69,
    };

    [Test]
    public void What_is_called_exact_is_exact([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        int compared = 0;
        for (int round = 0; round < 100; round++)
        {
            Case made = Make(random);
            StageMapping mapping = PolicyMapping.Of("Build", made.Policy, new MappingOptions { Owner = RetryOwner.Argo, Target = (ArgoTarget)random.Next(4) });
            string[] failures = [.. Enumerable.Range(0, made.Attempts).Select(_ => s_codes.Keys.ElementAt(random.Next(s_codes.Count)))];
            if (random.Next(3) == 0) failures = [.. failures.Select(_ => "Network")];
            ArgoRun run = ArgoRetryModel.Run(mapping.Retry, mapping.AttemptDeadline, n => n > failures.Length ? AttemptEnd.Success(TimeSpan.FromSeconds(1)) : AttemptEnd.Exit(TimeSpan.FromSeconds(1), s_codes[failures[n - 1]]));
            (int attempts, double[] waits) = made.Play(failures);
            string shown = $"seed {seed}, round {round}, failures {string.Join(' ', failures)}\n{made.Policy.Explain()}\n{new MappingReport([mapping]).ToText()}";
            if (Exact(mapping, "MaxAttempts") && Exact(mapping, "Conditions") && Exact(mapping, "UnknownFailures"))
            {
                run.Attempts.Should().HaveCount(attempts, shown);
                compared++;
            }

            if (!Exact(mapping, "Backoff")) continue;
            int between = Math.Min(run.Attempts.Count - 1, waits.Length);
            run.Attempts.Take(between).Select(static attempt => attempt.Wait.TotalSeconds).Should().Equal(waits.Take(between), shown);
        }

        compared.Should().BeGreaterThan(20, "otherwise nothing is tested; seed {0}", seed);
    }

    [Test]
    public void Unrolled_waits_lie_in_the_range_of_the_policy([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 100; round++)
        {
            Case made = Make(random);
            double share = random.Next(1, 10) / 10.0;
            StagePolicy policy = made.Policy with { Backoff = made.Policy.Backoff with { Jitter = Jitter.Proportional(share) } };
            StageMapping mapping = PolicyMapping.Of("Build", policy, new MappingOptions { Owner = RetryOwner.Argo, Schedule = RetrySchedule.Unrolled });
            mapping.Waits.Should().HaveCount(made.Attempts - 1);
            if (!Exact(mapping, "Backoff") || made.Attempts == 1) continue;
            for (int i = 0; i < mapping.Waits.Count; i++)
            {
                double wait = made.Wait(i + 1);
                mapping.Waits[i].TotalSeconds.Should().BeInRange((wait * (1 - share)) - 1e-6, Math.Min(made.Max, wait * (1 + share)) + 1e-6, $"seed {seed}, round {round}");
            }
        }
    }

    private static bool Exact(StageMapping mapping, string member) => mapping.Rows.Where(row => row.Member == member && row.Code != "ARGO105").All(static row => row.Fit == MappingFit.Exact);

    private static Case Make(Random random)
    {
        int attempts = random.Next(1, 8);
        string kind = new[] { "fixed", "linear", "exponential", "table" }[random.Next(4)];
        double unit = random.Next(4) == 0 ? random.Next(1, 40) / 4.0 : random.Next(0, 60);
        double factor = random.Next(4) == 0 ? 1.5 : random.Next(2, 5);
        double max = random.Next(2) == 0 ? 30 * 86400 : random.Next(60, 600);
        double[] table = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => (double)random.Next(0, 50) * (i + 1))];
        string[][] sets = [["Network", "Timeout", "RateLimited", "Resource", "Flaky", "Unavailable"], ["Unavailable"], [.. s_codes.Keys], ["Network"], ["Configuration", "Unavailable"]];
        string[] retried = sets[random.Next(sets.Length)];
        TimeSpan cap = TimeSpan.FromSeconds(max);
        BackoffSchedule schedule = kind switch
        {
            "fixed" => BackoffSchedule.Fixed(TimeSpan.FromSeconds(unit)) with { Max = cap },
            "linear" => BackoffSchedule.Linear(TimeSpan.FromSeconds(unit), cap),
            "exponential" => BackoffSchedule.Exponential(TimeSpan.FromSeconds(unit), factor, cap, Jitter.None),
            _ => BackoffSchedule.Table([.. table.Select(TimeSpan.FromSeconds)]) with { Max = cap },
        };
        return new Case(attempts, kind, unit, factor, max, table, retried, new StagePolicy { MaxAttempts = attempts, Backoff = schedule, Conditions = [RetryCondition.On([.. retried.Select(FailureKind.Of)])] });
    }

    private sealed record Case(int Attempts, string Kind, double Unit, double Factor, double Max, double[] Table, string[] Retried, StagePolicy Policy)
    {
        internal double Wait(int attempt) => Math.Min(Max, Kind switch
        {
            "fixed" => Unit,
            "linear" => Unit * attempt,
            "exponential" => Unit * Math.Pow(Factor, attempt - 1),
            _ => Table[Math.Min(attempt, Table.Length) - 1],
        });

        internal (int Attempts, double[] Waits) Play(string[] failures)
        {
            List<double> waits = [];
            for (int attempt = 1; ; attempt++)
            {
                if (attempt > failures.Length || attempt == Attempts || !Retried.Contains(failures[attempt - 1], StringComparer.Ordinal)) return (attempt, [.. waits]);
                waits.Add(Wait(attempt));
            }
        }
    }
}
