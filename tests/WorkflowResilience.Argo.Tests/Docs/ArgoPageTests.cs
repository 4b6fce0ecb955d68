using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

/// <summary>What the pages on Argo list is what the code has.</summary>
[TestFixture]
public sealed class ArgoPageTests
{
    [Test]
    public void Every_rule_of_the_lint_has_a_row_and_every_row_a_rule()
    {
        string[][] rows = [.. Rows("argo-lint.md").Where(static row => row[0].StartsWith("`ARGO", StringComparison.Ordinal) && RuleCatalogue.HasGroupOf(row[0].Trim('`')))];

        RuleCatalogue.All.Should().NotBeEmpty();
        rows.Select(static row => $"{row[0]} {row[1]} {row[2]}").Should().Equal(RuleCatalogue.All.Select(static rule => $"`{rule.Code}` {rule.Severity} {rule.Title.Replace("|", "&#124;", StringComparison.Ordinal)}"));
    }

    [Test]
    public void Every_code_of_the_mapping_has_a_row_and_every_row_a_code() =>
        Rows("argo-mapping.md").Where(static row => row[0].StartsWith("`ARGO", StringComparison.Ordinal)).Select(static row => string.Join(" / ", row))
            .Should().Equal(MappingCodes.All.Select(static code => $"`{code.Code}` / {code.Title} / {code.Meaning}"));

    [Test]
    public void Every_member_of_a_policy_has_a_row_in_the_mapping()
    {
        string[] first = [.. Rows("argo-mapping.md").Select(static row => row[0].Split(',')[0].Trim('`'))];

        typeof(StagePolicy).GetProperties().Where(static member => member.SetMethod is not null).Select(static member => member.Name).Should().BeSubsetOf(first);
    }

    [Test]
    public void Every_note_on_events_has_a_row()
    {
        var token = new SecretKey("a", "b");
        var approvals = new ArgoApprovals { Gate = "a", Token = token, WorkflowNamespace = "a" };
        var trigger = new ArgoGitHubTrigger { Source = new GitHubHook { Repositories = ["a/b"], Events = ["push"], WebhookSecret = token }, WorkflowTemplate = "a", WorkflowNamespace = "a" };
        IEnumerable<string> codes = approvals.Notes.Concat((approvals with { Answer = ApprovalAnswer.Set(new Uri("https://a.example"), token) }).Notes).Concat(trigger.Notes).Select(static note => $"`{note.Code}`");

        Rows("argo.md").Select(static row => row[0]).Where(static cell => cell.StartsWith("`ARGO", StringComparison.Ordinal)).Should().Equal(codes.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string[]> Rows(string page) => Page.Rows(page);
}
