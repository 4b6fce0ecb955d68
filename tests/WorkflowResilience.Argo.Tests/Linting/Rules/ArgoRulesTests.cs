using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

public sealed class ArgoRulesTests
{
    private static IEnumerable<RefusedManifest> Refused => RefusedManifests.All;

    [TestCaseSource(nameof(Refused))]
    public void What_Argo_refuses_is_found_where_it_stands_and_nothing_else(object manifest)
    {
        var refused = (RefusedManifest)manifest;
        IReadOnlyList<LintFinding> findings = Check(refused.Yaml);
        findings.Should().ContainSingle(refused.Yaml).Which.Should().BeEquivalentTo(new { refused.Path, refused.Line, Document = 1, Rule = new { refused.Code, Severity = LintSeverity.Error } });
        findings[0].Message.Should().EndWith(".");
        findings[0].Fix.Should().EndWith(".");
        findings[0].Column.Should().BePositive();
    }

    [Test]
    public void Every_rule_is_raised_by_some_manifest() =>
        Refused.Select(static refused => refused.Code).Distinct().Should().BeEquivalentTo(ArgoRules.All.Select(static rule => rule.Code));

    [Test]
    public void The_codes_are_those_of_the_rules_of_Argo_in_their_order() =>
        ArgoRules.All.Select(static rule => rule.Code).Should().Equal(Enumerable.Range(201, 40).Select(static number => $"ARGO{number}"));

    [Test]
    public void A_finding_names_the_value_and_its_column()
    {
        LintFinding finding = Check(RefusedManifest.InContainer("", "", "    retryStrategy: {limit: \"1\", retryPolicy: Sometimes}").Yaml).Should().ContainSingle().Subject;
        finding.Column.Should().Be(46);
        finding.Message.Should().Be("There is no retryPolicy 'Sometimes'.");
    }

    internal static IReadOnlyList<LintFinding> Check(string yaml)
    {
        string[] codes = [.. ArgoRules.All.Select(static rule => rule.Code)];
        return [.. ArgoLint.Check(yaml).Where(finding => codes.Contains(finding.Rule.Code))];
    }
}
