using System.Text.RegularExpressions;
using WorkflowResilience.Configuration;
using WorkflowResilience.Tests.Support;
using static System.TimeSpan;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The page on configuration lists every key, and what it shows can be bound.</summary>
[TestFixture]
public sealed partial class ConfigurationPageTests
{
    private static readonly string s_page = Repository.Read("docs/configuration.md");

    private static readonly Dictionary<string, string> s_json = Json().Matches(s_page).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["text"].Value, StringComparer.Ordinal);

    [Test]
    public void Every_key_has_its_row_and_every_row_its_key()
    {
        string keys = s_page[s_page.IndexOf("\n## Keys\n", StringComparison.Ordinal)..];
        Dictionary<string, string[]> shown = keys.Split("\n### ").Skip(1).ToDictionary(s => s[..s.IndexOf('\n', StringComparison.Ordinal)], s => s.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToArray());

        shown.Keys.Should().BeEquivalentTo(KeyCatalogue.Tables.Select(Heading));
        foreach (IKeyTable table in KeyCatalogue.Tables) shown[Heading(table)].Should().Equal(table.Rows.Select(r => $"| `{r.Name}` | {r.Value} |"), table.Title);
    }

    [Test]
    public void Every_json_block_has_a_name() => Regex.Count(s_page, "^```json$", RegexOptions.Multiline, FromSeconds(1)).Should().Be(s_json.Count);

    [TestCase("first")]
    [TestCase("toml")]
    [TestCase("yaml")]
    [TestCase("strategy")]
    public void A_block_is_bound_and_makes_a_runner(string name)
    {
        using WorkflowRunner runner = WorkflowRunner.Create(Options(name));
        runner.Stages.Should().NotBeEmpty();
    }

    [Test]
    public void The_first_block_says_what_it_seems_to_say()
    {
        WorkflowRunnerOptions options = Options("first");

        options.Policies[WorkflowStage.RepositoryClone].Should().Be(DefaultPolicies.RepositoryClone with { MaxAttempts = 5, TotalTimeout = FromHours(1) });
        options.Policies["Build"].Should().Be(new StagePolicy
        {
            MaxAttempts = 2,
            Backoff = BackoffSchedule.Exponential(FromSeconds(30), 2, FromMinutes(5), Jitter.Proportional(0.1)),
            AttemptTimeout = FromMinutes(20),
            Conditions = [RetryCondition.Transient, new RetryCondition.StatusCondition([new(408, 408), new(500, 599)]), RetryCondition.On(FailureKind.Compilation).Stop()],
            CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 3, OpenTime = BackoffSchedule.Fixed(FromMinutes(5)) },
            Bulkhead = new BulkheadPolicy { MaxConcurrent = 2 },
        });
    }

    [Test]
    public void The_toml_settings_are_those_of_the_default_policies()
    {
        WorkflowRunnerOptions options = Options("toml");

        options.Policies[WorkflowStage.RepositoryClone].Should().Be(DefaultPolicies.RepositoryClone);
        options.Policies[WorkflowStage.TestExecution].Should().Be(DefaultPolicies.TestExecution);
        BackoffSchedule clone = options.Policies[WorkflowStage.RepositoryClone].Backoff;
        ((BackoffSchedule.ExponentialBackoff)clone).Should().Match<BackoffSchedule.ExponentialBackoff>(b => b.Initial == FromSeconds(30) && b.Factor == 2 && b.Max == FromSeconds(300));
    }

    [Test]
    public void The_yaml_strategy_has_four_calls_and_waits_of_at_most_five_minutes() => Options("yaml").Policies["Deploy"].Should().Be(new StagePolicy
    {
        MaxAttempts = 4,
        Backoff = BackoffSchedule.Exponential(FromSeconds(30), 2, FromMinutes(5)),
        Conditions = [RetryCondition.Anything],
    });

    [Test]
    public void The_whole_strategy_is_that_of_the_default_policies()
    {
        WorkflowRunnerOptions options = Options("strategy");

        options.RunLimits.Should().Be(RunLimits.Default);
        foreach (WorkflowStage stage in (WorkflowStage[])[WorkflowStage.RepositoryClone, WorkflowStage.CodeAnalysis, WorkflowStage.TestExecution])
            options.Policies[stage].Should().Be(DefaultPolicies.All[stage]);
    }

    [Test]
    public void Names_stand_for_what_is_registered()
    {
        string text = s_json["names"].Replace("still-building", "busy-answer", StringComparison.Ordinal).Replace("gentle", "office-hours", StringComparison.Ordinal);

        StagePolicy policy = Configured.Options(Configured.Json(text).GetSection("WorkflowResilience")).Policies["Build"];

        policy.Backoff.Should().BeOfType<BackoffSchedule.CustomBackoff>();
        policy.Conditions.Should().HaveCount(3);
        policy.Conditions[0].Backoff.Should().Be(BackoffSchedule.Fixed(FromSeconds(10)));
    }

    [Test]
    public void The_message_shown_is_the_message()
    {
        string message = Configured.Refusal(Configured.Json(s_json["mistakes"]).GetSection("WorkflowResilience"));

        s_page.Should().Contain($"```text\n{message}\n```");
    }

    [Test]
    public void The_readmes_settings_are_those_of_the_record_beside_them()
    {
        string readme = Repository.Read("README.md");
        int start = readme.IndexOf("```json\n", StringComparison.Ordinal) + 8;
        string text = readme[start..readme.IndexOf("\n```", start, StringComparison.Ordinal)];

        Configured.Options(Configured.Json(text).GetSection("WorkflowResilience")).Policies["Download"].Should().Be(new StagePolicy
        {
            MaxAttempts = 4,
            Backoff = BackoffSchedule.Exponential(FromSeconds(1), max: FromSeconds(30)),
            AttemptTimeout = FromSeconds(20),
            TotalTimeout = FromMinutes(2),
            Conditions = [RetryCondition.On(FailureKind.Network, FailureKind.RateLimited), RetryCondition.OnStatusRange(500, 599)],
            CircuitBreaker = new CircuitBreakerPolicy { FailureRatio = 0.5 },
        });
    }

    private static WorkflowRunnerOptions Options(string name) => Configured.Options(Configured.Json(s_json[name]).GetSection("WorkflowResilience"));

    private static string Heading(IKeyTable table) => char.ToUpperInvariant(table.Title[0]) + table.Title[1..];

    [GeneratedRegex("^<!-- json: (?<name>[a-z]+) -->\n```json\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Json();
}
