using System.Reflection;
using WorkflowResilience.Configuration;
using WorkflowResilience.Tests.Support;
using static System.TimeSpan;

namespace WorkflowResilience.Tests.Configuration;

/// <summary>Whoever adds a member to a policy learns here that configuration must be able to set it.</summary>
[TestFixture]
public sealed class EveryKeyTests
{
    private static readonly string[] s_onlyInCode =
        [nameof(WorkflowRunnerOptions.TimeProvider), nameof(WorkflowRunnerOptions.Lifecycle)];

    // Every member that can be set, with a value that is not its default.
    private const string EverythingText = """
        {
          "MaxAttempts": 7,
          "Backoff": { "Kind": "Exponential", "Initial": "2s", "Factor": 1.5, "Max": "1m", "Jitter": "20%" },
          "AttemptTimeout": "1h30m", "TotalTimeout": "PT12H", "AbandonGrace": "infinite", "MinimumAttemptTime": "00:00:05", "MaxServerDelay": "250ms",
          "Conditions": [
            "Timeout", "503",
            { "Kinds": ["Network", "Quota"], "Decision": "Stop", "Backoff": "5s" },
            { "Status": ["408", "500-503", "4xx"], "Exceptions": ["TimeoutException", "My.App.BusyException"] },
            { "Message": "try again" }, { "Name": "busy-answer", "Decision": "Stop" }, { "Any": true }
          ],
          "UnknownFailures": "followverdict",
          "CircuitBreaker": {
            "ConsecutiveFailures": 9, "FailureRatio": "50%", "SlowCallRatio": 0.25, "SlowCallDuration": "10s", "Window": "2m", "MinimumThroughput": 30,
            "OpenTime": { "Kind": "Fibonacci", "Unit": "3s", "Max": "9m", "Jitter": { "Kind": "Proportional", "Share": 0.3 } },
            "HalfOpenPermits": 4, "SuccessThreshold": 2, "CountStopped": true, "Ignore": [ "Transient" ]
          },
          "RetryBudget": { "DepositPerSuccess": 0.2, "Capacity": 40, "Initial": 11, "Cost": 2, "Target": "registry" },
          "Bulkhead": { "MaxConcurrent": 6, "MaxQueued": 60 },
          "Hedging": { "Delay": "150ms", "MaxHedges": 2 },
          "RetryEvidence": { "MinimumSuccess": "5%", "ProvenSuccess": 0.6, "Confidence": 0.95, "ExplorationFloor": 0.1, "UnknownExploration": 0.01, "PriorStrength": 4, "HalfLife": "1h" },
          "Throttle": { "Multiplier": 1.5, "Window": "1m", "MinimumCalls": 3, "MaxRejection": "80%" },
          "MaxKeys": 12, "Effect": "Idempotent", "RetryNested": true, "Offload": true
        }
        """;

    private static readonly StagePolicy s_everything = new()
    {
        MaxAttempts = 7,
        Backoff = BackoffSchedule.Exponential(FromSeconds(2), 1.5, FromMinutes(1), Jitter.Proportional(0.2)),
        AttemptTimeout = FromMinutes(90),
        TotalTimeout = FromHours(12),
        AbandonGrace = Timeout.InfiniteTimeSpan,
        MinimumAttemptTime = FromSeconds(5),
        MaxServerDelay = FromMilliseconds(250),
        Conditions =
        [
            RetryCondition.On(FailureKind.Timeout),
            RetryCondition.OnStatus(503),
            RetryCondition.On(FailureKind.Network, FailureKind.Of("Quota")).Stop().WithBackoff(BackoffSchedule.Fixed(FromSeconds(5))),
            new RetryCondition.StatusCondition([new(408, 408), new(500, 503), new(400, 499)]),
            RetryCondition.OnTypeName("TimeoutException", "My.App.BusyException"),
            RetryCondition.OnMessage("try again"),
            RetryCondition.OnResult<string>("busy-answer", _ => true).Stop(),
            RetryCondition.Anything,
        ],
        UnknownFailures = UnknownFailures.FollowVerdict,
        CircuitBreaker = new CircuitBreakerPolicy
        {
            ConsecutiveFailures = 9,
            FailureRatio = 0.5,
            SlowCallRatio = 0.25,
            SlowCallDuration = FromSeconds(10),
            Window = FromMinutes(2),
            MinimumThroughput = 30,
            OpenTime = BackoffSchedule.Fibonacci(FromSeconds(3), FromMinutes(9), Jitter.Proportional(0.3)),
            HalfOpenPermits = 4,
            SuccessThreshold = 2,
            CountStopped = true,
            Ignore = [RetryCondition.Transient],
        },
        RetryBudget = new RetryBudgetPolicy { DepositPerSuccess = 0.2, Capacity = 40, Initial = 11, Cost = 2, Target = "registry" },
        Bulkhead = new BulkheadPolicy { MaxConcurrent = 6, MaxQueued = 60 },
        Hedging = new HedgingPolicy { Delay = FromMilliseconds(150), MaxHedges = 2 },
        RetryEvidence = new RetryEvidencePolicy
        {
            MinimumSuccess = 0.05,
            ProvenSuccess = 0.6,
            Confidence = 0.95,
            ExplorationFloor = 0.1,
            UnknownExploration = 0.01,
            PriorStrength = 4,
            HalfLife = FromHours(1),
        },
        Throttle = new ThrottlePolicy { Multiplier = 1.5, Window = FromMinutes(1), MinimumCalls = 3, MaxRejection = 0.8 },
        MaxKeys = 12,
        Effect = StageEffect.Idempotent,
        RetryNested = true,
        Offload = true,
    };

    private static IEnumerable<TestCaseData> Tables()
    {
        yield return Case(PolicyKeys.Table, typeof(StagePolicy));
        yield return Case(BreakerKeys.Table, typeof(CircuitBreakerPolicy));
        yield return Case(LimitKeys.Budget, typeof(RetryBudgetPolicy));
        yield return Case(LimitKeys.Evidence, typeof(RetryEvidencePolicy));
        yield return Case(LimitKeys.Bulkhead, typeof(BulkheadPolicy));
        yield return Case(LimitKeys.Hedging, typeof(HedgingPolicy));
        yield return Case(LimitKeys.Throttle, typeof(ThrottlePolicy));
        yield return Case(LimitKeys.Run, typeof(RunLimits));
        yield return Case(RunnerKeys.Table, typeof(WorkflowRunnerOptions), "Stages");
        yield return Case(JitterKeys.Table, typeof(Jitter.ProportionalJitter), "Kind");
        yield return Case(BackoffKeys.Table, typeof(BackoffSchedule), ["Kind", .. typeof(BackoffSchedule).GetNestedTypes().SelectMany(Members).Except(["Compute"])]);
    }

    [TestCaseSource(nameof(Tables))]
    public void Every_member_that_can_be_set_has_a_key_and_no_key_is_without_a_member(object keys, Type described, string[] more) =>
        ((IKeyTable)keys).Rows.Select(r => r.Name).Should().BeEquivalentTo(Members(described).Except(s_onlyInCode).Union(more));

    [Test]
    public void Every_table_is_in_the_catalogue() =>
        KeyCatalogue.Tables.Should().OnlyHaveUniqueItems().And.Contain(Tables().Select(t => (IKeyTable)t.Arguments[0]!)).And.Contain(ConditionKeys.Table);

    [Test]
    public void Every_sort_of_schedule_jitter_and_condition_has_its_words()
    {
        Enum.GetNames<BackoffKind>().Should().BeEquivalentTo(typeof(BackoffSchedule).GetNestedTypes().Select(t => t.Name.Replace("Backoff", "", StringComparison.Ordinal)));
        Enum.GetNames<JitterKind>().Should().BeEquivalentTo(typeof(Jitter).GetNestedTypes().Select(t => t.Name.Replace("Jitter", "", StringComparison.Ordinal).Replace("No", "None", StringComparison.Ordinal)));

        // A type that is known at compile time only is written by its name, and code by the name it is registered with.
        string[] byOtherKeys = ["ExceptionCondition", "CustomCondition", "ResultCondition`1"];
        string[] written = [.. s_everything.Conditions.Select(c => c.GetType().Name).Union(byOtherKeys)];
        typeof(RetryCondition).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(RetryCondition))).Select(t => t.Name).Should().BeEquivalentTo(written);
    }

    [Test]
    public void Every_key_sets_its_member()
    {
        StagePolicy bound = Configured.Build(EverythingText);

        bound.ToCanonicalText().Should().Be(s_everything.ToCanonicalText());
        string[] plain = new StagePolicy().ToCanonicalText().Split('\n');
        Members(typeof(StagePolicy)).Where(m => plain.Any(l => l.StartsWith($"{m} = ", StringComparison.Ordinal) && bound.ToCanonicalText().Contains(l + "\n", StringComparison.Ordinal)))
            .Should().BeEquivalentTo(["Backoff", "RetryBudget"], "their first lines say the sort, and it is the default's");
    }

    [Test]
    public void A_key_changes_what_it_names_and_nothing_else()
    {
        Configured.Build("{}", s_everything).Should().Be(s_everything);
        Configured.Build("""{ "MaxAttempts": 2 }""", s_everything).Should().Be(s_everything with { MaxAttempts = 2 });
        Configured.Build("""{ "CircuitBreaker": { "Window": "1m" } }""", s_everything).Should().Be(s_everything with { CircuitBreaker = s_everything.CircuitBreaker! with { Window = FromMinutes(1) } });
        Configured.Build("""{ "Backoff": { "Max": "7s" }, "RetryBudget": { "Target": "none" } }""", s_everything).Should().Be(
            s_everything with { Backoff = s_everything.Backoff with { Max = FromSeconds(7) }, RetryBudget = s_everything.RetryBudget! with { Target = null } });
        Configured.Build("""{ "Conditions": ["Flaky"] }""", s_everything).Conditions.Should().Equal(RetryCondition.On(FailureKind.Flaky));
    }

    [Test]
    public void The_runner_s_own_keys_are_read()
    {
        WorkflowRunnerOptions options = Configured.Options(Configured.Json("""
            {
              "UnknownStages": "DefaultPolicy", "DefaultPolicy": { "MaxAttempts": 1 }, "RunLimits": { "MaxRetries": 3, "MaxRetryTime": "10m" }, "MaxConcurrentRetries": 9,
              "MaxRetryQueueTime": "30s", "MaxLifecycleTime": "7s", "LogCapacity": 50, "Seed": 18446744073709551615, "Stages": { "New": { "Offload": true }, "codeanalysis": { "MaxAttempts": 9 } }
            }
            """));

        options.UnknownStages.Should().Be(UnknownStages.DefaultPolicy);
        options.DefaultPolicy.Should().Be(new StagePolicy { MaxAttempts = 1 });
        options.RunLimits.Should().Be(new RunLimits { MaxRetries = 3, MaxRetryTime = FromMinutes(10) });
        (options.MaxConcurrentRetries, options.MaxRetryQueueTime, options.MaxLifecycleTime, options.LogCapacity, options.Seed).Should().Be((9, FromSeconds(30), FromSeconds(7), 50, ulong.MaxValue));
        options.Policies["New"].Should().Be(new StagePolicy { MaxAttempts = 1, Offload = true }, "a new stage begins as the default policy");
        options.Policies[WorkflowStage.CodeAnalysis].Should().Be(DefaultPolicies.CodeAnalysis with { MaxAttempts = 9 }, "keys have no case");
        options.Policies.Should().HaveCount(DefaultPolicies.All.Count + 1);
    }

    private static TestCaseData Case(IKeyTable table, Type type, params string[] more) => new TestCaseData(table, type, more).SetArgDisplayNames(table.Title);

    private static IEnumerable<string> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.SetMethod?.IsPublic == true || p.Name is "Delays").Select(p => p.Name);
}
