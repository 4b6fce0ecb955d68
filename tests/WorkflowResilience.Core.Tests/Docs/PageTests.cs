using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Docs;

/// <summary>What the pages list is complete and says what the code says.</summary>
[TestFixture]
public sealed partial class PageTests
{
    private const string Policies = "docs/policies.md";
    private const string Failures = "docs/failures-and-exit-codes.md";

    [TestCase(typeof(StagePolicy))]
    [TestCase(typeof(CircuitBreakerPolicy))]
    [TestCase(typeof(RetryBudgetPolicy))]
    [TestCase(typeof(RetryEvidencePolicy))]
    [TestCase(typeof(BulkheadPolicy))]
    [TestCase(typeof(HedgingPolicy))]
    [TestCase(typeof(ThrottlePolicy))]
    public void Every_member_of_a_policy_has_a_row_with_meaning_bounds_and_default(Type policy)
    {
        foreach (PropertyInfo member in policy.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            string cell = policy == typeof(StagePolicy) ? $"`{member.Name}`" : $"`{policy.Name.Replace("Policy", "", StringComparison.Ordinal)}.{member.Name}`";
            IReadOnlyList<string[]> rows = DocsFolder.Rows(Policies, cell);

            rows.Should().ContainSingle($"{Policies} lists {cell}");
            rows[0].Should().HaveCount(4).And.NotContain("");
        }
    }

    [Test]
    public void Every_default_policy_has_the_row_that_its_values_give()
    {
        foreach ((WorkflowStage stage, StagePolicy policy) in DefaultPolicies.All)
        {
            IReadOnlyList<string[]> rows = DocsFolder.Rows(Policies, stage.Name);

            rows.Should().ContainSingle(stage.Name);
            rows[0].Should().Equal(DefaultRow(stage, policy));
        }
    }

    [Test]
    public void Every_reason_has_a_row_with_its_code_and_its_exception()
    {
        foreach (StageReason reason in Enum.GetValues<StageReason>())
        {
            IReadOnlyList<string[]> rows = DocsFolder.Rows(Failures, $"`{reason.Code()}`");

            rows.Should().ContainSingle(reason.Code());
            string expected = reason switch
            {
                StageReason.None => "none",
                StageReason.Cancelled => $"`{nameof(OperationCanceledException)}`",
                _ => $"`{StageFailure.Create("Build", null, 1, reason, default, null, 0, TimeSpan.Zero, null).ToException().GetType().Name}`",
            };
            rows[0][1].Should().Be(expected, reason.Code());
        }
    }

    [Test]
    public void Every_exit_code_has_a_row_with_its_name()
    {
        foreach (WorkflowExitCode code in Enum.GetValues<WorkflowExitCode>())
            DocsFolder.Rows(Failures, Text((int)code)).Should().Contain(r => r[1] == $"`{code}`", $"{Failures} lists {code}");
    }

    [Test]
    public void Every_exit_code_of_a_child_has_a_row_with_kind_and_verdict()
    {
        foreach (ChildExitCode child in WorkflowExitCodes.Children)
        {
            string cell = child.Code < 0 ? string.Create(CultureInfo.InvariantCulture, $"0x{child.Code:X8}") : Text(child.Code);
            DocsFolder.Rows(Failures, cell).Should().Contain(r => r.Length == 4 && r[1] == child.Kind.Name && r[2] == child.Verdict.ToString(), $"{Failures} lists {cell}");
        }
    }

    [Test]
    public void Every_well_known_kind_has_a_row_with_its_verdict()
    {
        foreach (PropertyInfo kind in typeof(FailureKind).GetProperties(BindingFlags.Public | BindingFlags.Static))
            DocsFolder.Rows(Failures, $"`{kind.Name}`").Should().ContainSingle(kind.Name).Which[1].Should().Be(((FailureKind)kind.GetValue(null)!).UsualVerdict().ToString());
    }

    [Test]
    public void Every_link_of_a_page_leads_to_a_file_and_a_heading()
    {
        foreach (string page in DocsFolder.Pages)
        {
            string folder = Path.GetDirectoryName(Path.Combine(DocsFolder.Root, page))!;
            foreach (Match link in Link().Matches(DocsFolder.Read(page)))
            {
                string file = link.Groups["file"].Length == 0 ? Path.Combine(DocsFolder.Root, page) : Path.Combine(folder, link.Groups["file"].Value);
                File.Exists(file).Should().BeTrue($"{page} links to {link.Groups["file"].Value}");
                if (link.Groups["heading"].Success) Headings(file).Should().Contain(link.Groups["heading"].Value, $"{page} links to it");
            }
        }
    }

    [Test]
    public void The_index_links_to_every_page()
    {
        string[] linked = [.. Link().Matches(DocsFolder.Read("docs/README.md")).Select(m => "docs/" + m.Groups["file"].Value)];

        DocsFolder.Pages.Where(p => p is not "docs/README.md").Should().BeSubsetOf(linked);
    }

    // As GitHub makes anchors: lower case, hyphens for spaces, no punctuation.
    private static IEnumerable<string> Headings(string file) => File.ReadLines(file).Where(l => l.StartsWith('#'))
        .Select(l => string.Concat(l.TrimStart('#').Trim().Select(c => c == ' ' ? '-' : char.ToLowerInvariant(c)).Where(c => char.IsLetterOrDigit(c) || c is '-' or '_')));

    private static string[] DefaultRow(WorkflowStage stage, StagePolicy policy)
    {
        CircuitBreakerPolicy breaker = policy.CircuitBreaker!;
        string needs = breaker.SuccessThreshold == 1 ? "" : $", needs {breaker.SuccessThreshold}";
        return
        [
            stage.Name,
            Text(policy.MaxAttempts),
            DurationText.Format(policy.AttemptTimeout!.Value),
            DurationText.Format(policy.TotalTimeout!.Value),
            PolicyWords.Schedule(policy.Backoff).Split(';')[0],
            Words(policy, RetryDecision.Retry),
            Words(policy, RetryDecision.Stop),
            $"{breaker.ConsecutiveFailures} / {DurationText.Format(breaker.OpenTime.Delay(1, TimeSpan.Zero, 1))} / {breaker.HalfOpenPermits}{needs}",
            DurationText.Format(policy.MaxServerDelay),
            policy.Effect.ToString(),
        ];
    }

    private static string Words(StagePolicy policy, RetryDecision decision) =>
        string.Join("; ", policy.Conditions.Where(c => c.Decision == decision).Select(PolicyWords.Condition).DefaultIfEmpty("–"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#]*)(#(?<heading>[^)]*))?\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
