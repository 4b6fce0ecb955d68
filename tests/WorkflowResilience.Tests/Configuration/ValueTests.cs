using System.Globalization;
using Microsoft.Extensions.Configuration;
using WorkflowResilience.Tests.Support;
using static System.TimeSpan;

namespace WorkflowResilience.Tests.Configuration;

[TestFixture]
public sealed class ValueTests
{
    private static readonly StagePolicy s_full = new()
    {
        TotalTimeout = FromHours(1),
        CircuitBreaker = new CircuitBreakerPolicy { FailureRatio = 0.5 },
        Bulkhead = new BulkheadPolicy { MaxConcurrent = 3 },
        Effect = StageEffect.Idempotent,
        Hedging = new HedgingPolicy { Delay = FromSeconds(1) },
        Throttle = new ThrottlePolicy { Multiplier = 3 },
    };

    private static IEnumerable<TestCaseData> Schedules()
    {
        yield return Schedule("\"5s\"", BackoffSchedule.Fixed(FromSeconds(5)));
        yield return Schedule("\"office-hours\"", BackoffSchedule.Custom("office-hours", (_, _, _) => default));
        yield return Schedule("""{ "Kind": "Fixed", "Interval": "5s", "Jitter": "Equal" }""", BackoffSchedule.Fixed(FromSeconds(5), Jitter.Equal));
        yield return Schedule("""{ "Kind": "linear", "Increment": "5s" }""", BackoffSchedule.Linear(FromSeconds(5)));
        yield return Schedule("""{ "Kind": "Exponential", "Initial": "5s" }""", BackoffSchedule.Exponential(FromSeconds(5)));
        yield return Schedule("""{ "Kind": "Exponential", "Initial": "30s", "Factor": 2, "Max": "5m", "Jitter": "None" }""", BackoffSchedule.Exponential(FromSeconds(30), 2, FromMinutes(5), Jitter.None));
        yield return Schedule("""{ "Kind": "Fibonacci", "Unit": "5s", "Jitter": { "Kind": "Full" } }""", BackoffSchedule.Fibonacci(FromSeconds(5)));
        yield return Schedule("""{ "Kind": "Table", "Delays": ["1s", "5s"], "Jitter": 0.1 }""", BackoffSchedule.Table(FromSeconds(1), FromSeconds(5)) with { Jitter = Jitter.Proportional(0.1) });
        yield return Schedule("""{ "Kind": "Table", "Delays": "1s, 5s" }""", BackoffSchedule.Table(FromSeconds(1), FromSeconds(5)));
        yield return Schedule("""{ "Kind": "Decorrelated", "Initial": "1s", "Max": "1m" }""", BackoffSchedule.Decorrelated(FromSeconds(1), FromMinutes(1)));
        yield return Schedule("""{ "Kind": "Custom", "Name": "office-hours", "Max": "1h" }""", BackoffSchedule.Custom("office-hours", (_, _, _) => default, FromHours(1)));
        yield return Schedule("""{ "Factor": 3 }""", BackoffSchedule.Exponential(FromSeconds(1), 3, FromSeconds(30)));
    }

    [TestCaseSource(nameof(Schedules))]
    public void A_schedule_is_read(string text, BackoffSchedule expected) => Configured.Build($$"""{ "Backoff": {{text}} }""").Backoff.Should().Be(expected);

    [TestCase("\"none\"")]
    [TestCase("\"NONE\"")]
    [TestCase("null")]
    public void What_need_not_be_there_is_removed(string none)
    {
        string[] members = ["CircuitBreaker", "RetryBudget", "Bulkhead", "Hedging", "Throttle", "AttemptTimeout", "TotalTimeout"];

        Configured.Build($"{{ {string.Join(", ", members.Select(m => $"\"{m}\": {none}"))} }}", s_full).Should().Be(
            s_full with { CircuitBreaker = null, RetryBudget = null, Bulkhead = null, Hedging = null, Throttle = null, AttemptTimeout = null, TotalTimeout = null });
        Configured.Build($$"""{ "CircuitBreaker": { "ConsecutiveFailures": {{none}} } }""", s_full).CircuitBreaker.Should().Be(s_full.CircuitBreaker! with { ConsecutiveFailures = null });
    }

    [Test]
    public void One_word_stands_for_the_defaults_and_one_value_for_the_key_that_matters()
    {
        StagePolicy policy = Configured.Build("""{ "CircuitBreaker": "default", "RetryBudget": "Default", "Throttle": "default", "Bulkhead": 9, "Hedging": "200ms" }""", s_full);

        policy.Should().Be(s_full with
        {
            CircuitBreaker = new CircuitBreakerPolicy(),
            RetryBudget = RetryBudgetPolicy.Default,
            Throttle = new ThrottlePolicy(),
            Bulkhead = new BulkheadPolicy { MaxConcurrent = 9 },
            Hedging = new HedgingPolicy { Delay = FromMilliseconds(200) },
        });
    }

    [Test]
    public void An_operator_can_switch_off_what_a_file_describes()
    {
        string file = """{ "Stages": { "Build": { "CircuitBreaker": { "ConsecutiveFailures": 3 }, "Conditions": ["Network"], "Bulkhead": { "MaxConcurrent": 4 } } } }""";
        IConfiguration both = new ConfigurationBuilder().AddConfiguration(Configured.Json(file))
            .AddInMemoryCollection(Pairs(("Stages:Build:CircuitBreaker", "none"), ("Stages:Build:Conditions", "none"), ("Stages:Build:Bulkhead:MaxConcurrent", "8"))).Build();

        StagePolicy policy = Configured.Options(both).Policies["Build"];

        policy.CircuitBreaker.Should().BeNull();
        policy.Conditions.Should().BeEmpty();
        policy.Bulkhead.Should().Be(new BulkheadPolicy { MaxConcurrent = 8 });
    }

    [Test]
    public void A_value_of_one_source_beside_keys_of_another_is_refused_unless_it_is_none()
    {
        IConfiguration both = new ConfigurationBuilder().AddConfiguration(Configured.Json("""{ "Stages": { "Build": { "Backoff": { "Kind": "Fixed", "Interval": "1s" } } } }"""))
            .AddInMemoryCollection(Pairs(("Stages:Build:Backoff", "5s"))).Build();

        Configured.Refusal(both).Should().Be("The runner's configuration has a problem:\n- Stages:Build:Backoff is '5s' and has keys below it as well (Interval, Kind); remove one of them, wherever it comes from.");
    }

    [Test]
    public void A_second_file_adds_to_a_list_by_number_and_what_is_longer_stays()
    {
        IConfiguration both = Configured.Json(
            """{ "Stages": { "Build": { "Conditions": [ { "Kinds": ["Network"] }, { "Kinds": ["Timeout"], "Decision": "Stop" } ] } } }""",
            """{ "Stages": { "Build": { "Conditions": [ { "Status": ["503"] } ] } } }""");

        Configured.Options(both).Policies["Build"].Conditions.Should().Equal(
            RetryCondition.On(FailureKind.Network), RetryCondition.OnStatus(503), RetryCondition.On(FailureKind.Timeout).Stop());
    }

    [Test]
    public void More_than_ten_entries_keep_their_order()
    {
        string list = string.Join(", ", Enumerable.Range(400, 12).Select(s => $"\"{s}\""));

        Configured.Build($$"""{ "Conditions": [{{list}}] }""").Conditions.Should().Equal(Enumerable.Range(400, 12).Select(s => RetryCondition.OnStatus(s)));
    }

    [Test]
    public void An_empty_list_is_an_empty_list() => Configured.Build("""{ "Conditions": [] }""").Conditions.Should().BeEmpty();

    [Test]
    public void Environment_variables_reach_every_key()
    {
        const string Prefix = "WRTEST_";
        (string Name, string Value)[] variables =
        [
            ("WorkflowResilience__Stages__Build__MaxAttempts", "5"), ("WorkflowResilience__Stages__Build__Backoff__Kind", "Table"), ("WorkflowResilience__Stages__Build__Backoff__Delays", "1s,5s"),
            ("WorkflowResilience__Stages__Build__Conditions__0__Kinds", "Network,Timeout"), ("WorkflowResilience__Stages__Build__Conditions__1", "5xx"), ("WORKFLOWRESILIENCE__STAGES__REPOSITORYCLONE__BULKHEAD", "2"),
        ];
        foreach ((string name, string value) in variables) Environment.SetEnvironmentVariable(Prefix + name, value);
        try
        {
            WorkflowRunnerOptions options = Configured.Options(new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build().GetSection("WorkflowResilience"));

            options.Policies["Build"].Should().Be(new StagePolicy
            {
                MaxAttempts = 5,
                Backoff = BackoffSchedule.Table(FromSeconds(1), FromSeconds(5)),
                Conditions = [RetryCondition.On(FailureKind.Network, FailureKind.Timeout), RetryCondition.OnStatusRange(500, 599)],
            });
            options.Policies[WorkflowStage.RepositoryClone].Bulkhead!.MaxConcurrent.Should().Be(2);
        }
        finally
        {
            foreach ((string name, _) in variables) Environment.SetEnvironmentVariable(Prefix + name, null);
        }
    }

    [Test]
    public void Numbers_are_read_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            Configured.Build("""{ "CircuitBreaker": { "FailureRatio": "0.5", "SlowCallRatio": "12.5%" } }""").CircuitBreaker.Should().Be(new CircuitBreakerPolicy { FailureRatio = 0.5, SlowCallRatio = 0.125 });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void A_section_that_is_not_there_says_nothing() =>
        Configured.Options(Configured.Json("{}").GetSection("WorkflowResilience")).Policies.Should().BeEquivalentTo(DefaultPolicies.All);

    [Test]
    public void A_secret_in_the_wrong_place_does_not_get_into_the_message()
    {
        string secret = string.Concat("s3cret", "Passw0rd", "Of", "Nobody");

        Configured.Refusal(Configured.Json($$"""{ "Stages": { "Build": { "Effect": "https://me:{{secret}}@host/", "AttemptTimeout": "https://me:{{secret}}@host/" } } }"""))
            .Should().NotContain(secret).And.Contain("Stages:Build:Effect is 'https://").And.Contain("Stages:Build:AttemptTimeout: 'https://");
    }

    private static TestCaseData Schedule(string text, BackoffSchedule expected) => new TestCaseData(text, expected).SetArgDisplayNames(text);

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(params (string Key, string Value)[] pairs) => pairs.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value));
}
