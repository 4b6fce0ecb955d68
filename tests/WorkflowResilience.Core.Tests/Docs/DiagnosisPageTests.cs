using System.Globalization;
using System.Reflection;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Docs;

/// <summary>What the page on diagnoses lists is what the code does.</summary>
[TestFixture]
public sealed class DiagnosisPageTests
{
    private const string Page = "docs/diagnosis.md";

    [Test]
    public void Every_category_has_the_severity_that_it_begins_at()
    {
        foreach (FailureCategory category in Enum.GetValues<FailureCategory>())
            DocsFolder.Rows(Page, $"`{category}`").Should().ContainSingle(category.ToString()).Which.Should().Equal($"`{category}`", SeverityTable.Default.Of(category).ToString());
    }

    [Test]
    public void Every_step_of_the_severity_table_has_its_row()
    {
        foreach ((WorkflowStage stage, int steps) in SeverityTable.Default.Stages) Steps($"stage `{stage}`").Should().Be(Written(steps));
        foreach ((StageCriticality criticality, int steps) in SeverityTable.Default.Criticalities) Steps($"criticality `{criticality}`").Should().Be(Written(steps));
        Steps("comes more often than it used to").Should().Be(Written(SeverityTable.Default.Rising));
        Steps("follows from another failure of the run").Should().Be(Written(SeverityTable.Default.Caused));
        DocsFolder.Read(Page).Split('\n').Count(line => line.StartsWith("| stage `", StringComparison.Ordinal)).Should().Be(SeverityTable.Default.Stages.Count);
    }

    [TestCase("workflows", "12", nameof(FailureImpact.AffectedWorkflows))]
    [TestCase("users", "1200", nameof(FailureImpact.AffectedUsers))]
    [TestCase("features", "search, checkout", nameof(FailureImpact.AffectedFeatures))]
    [TestCase("blocked", "deploy", nameof(FailureImpact.BlockedOperations))]
    [TestCase("delay", "1h30m", nameof(FailureImpact.Delay))]
    [TestCase("cost", "12.5", nameof(FailureImpact.Cost))]
    [TestCase("degraded", "true", nameof(FailureImpact.Degraded))]
    public void Every_key_sets_the_member_that_its_row_names(string key, string value, string member)
    {
        DocsFolder.Rows(Page, $"`impact.{key}`").Should().ContainSingle().Which[1].Should().Be($"`{member}`");

        FailureImpact impact = ImpactReading.Of("Deploy", field => field == $"impact.{key}" ? value : null)!;

        foreach (PropertyInfo property in typeof(FailureImpact).GetProperties())
            (property.GetValue(impact) is null or IReadOnlyList<string> { Count: 0 }).Should().Be(property.Name != member, property.Name);
    }

    [Test]
    public void Every_member_of_an_impact_has_a_row() =>
        typeof(FailureImpact).GetProperties().Select(p => p.Name).Where(name => !DocsFolder.Read(Page).Contains($"| `{name}` |", StringComparison.Ordinal)).Should().BeEmpty();

    [Test]
    public void Every_member_of_a_diagnosis_is_explained() =>
        typeof(FailureDiagnosis).GetProperties().Select(p => p.Name).Where(name => !DocsFolder.Read(Page).Split('\n').Any(l => l.StartsWith("| `", StringComparison.Ordinal) && l.Split(" | ")[0].Contains($"`{name}`", StringComparison.Ordinal)))
            .Should().BeEmpty();

    [Test]
    public void The_first_row_that_fits_gives_the_exit_code()
    {
        string[][] rows = [.. DocsFolder.Rows(Page, "transient"), .. DocsFolder.Rows(Page, "any"), .. DocsFolder.Rows(Page, "unknown"), .. DocsFolder.Rows(Page, "permanent")];
        rows.Should().HaveCount(7);
        foreach (FailureCategory category in Enum.GetValues<FailureCategory>())
        {
            foreach (FailureVerdict verdict in Enum.GetValues<FailureVerdict>())
            {
                string[] row = rows.First(r => (r[0] == "any" || r[0].Equals(verdict.ToString(), StringComparison.OrdinalIgnoreCase)) && (r[1] == "any other" || r[1] == $"`{category}`"));
                var diagnosis = new FailureDiagnosis { Category = category, Verdict = verdict, Severity = default, RootCause = "r", Confidence = 1, Recommendations = [] };
                ((int)WorkflowExitCodes.Of(diagnosis)).ToString(CultureInfo.InvariantCulture).Should().Be(row[2], $"{verdict} {category}");
            }
        }
    }

    private static string Steps(string cell) => DocsFolder.Rows(Page, cell).Should().ContainSingle(cell).Which[1];

    private static string Written(int steps) => steps < 0 ? $"−{-steps}" : steps > 0 ? $"+{steps}" : "0";
}
