using System.Globalization;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

/// <summary>The lint on the first drafts: each mistake is found, or the page says why the YAML does not show it.</summary>
[TestFixture]
public sealed class SeedFaultTests
{
    [Test]
    public void The_page_lists_each_mistake_with_its_rule_or_with_the_reason()
    {
        string[][] rows = [.. Page.Rows("argo-mistakes.md").Where(static row => int.TryParse(row[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))];

        rows.Select(static row => row[0]).Should().Equal(SeedFault.All.Select(static fault => fault.Number.ToString(CultureInfo.InvariantCulture)));
        foreach ((string[] row, SeedFault fault) in rows.Zip(SeedFault.All))
        {
            row.Should().HaveCount(4);
            if (fault.Code is { } code) row[3].Should().Be($"`{code}`");
            else row[3].Should().StartWith("not visible: ").And.NotBe("not visible: ");
        }
    }

    [TestCaseSource(nameof(Visible))]
    public void What_the_YAML_shows_is_found(int number, string seed, string code)
    {
        IReadOnlyList<LintFinding> findings = ArgoLint.Check(Yaml(seed));
        if (!RuleCatalogue.HasGroupOf(code)) Assert.Ignore($"The rules of {code[..5]}xx are not in the package.");

        findings.Select(static finding => finding.Rule.Code).Should().Contain(code, $"it is mistake {number}");
    }

    [Test]
    public void The_corrected_workflow_has_no_finding() => ArgoLint.Check(Repository.ReadBeside("data/argo/corrected-resilient-workflow.yaml")).Should().BeEmpty();

    private static IEnumerable<TestCaseData> Visible() =>
        SeedFault.All.Where(static fault => fault.Code is not null).Select(static fault => new TestCaseData(fault.Number, fault.Seed, fault.Code));

    // The blocks of a text that hold manifests, with documents between them.
    private static string Yaml(string seed)
    {
        string name = seed switch { "000" => "seeds/000_efc7f3e2283b64e5.txt", _ => "seeds/002_7fb5fb2493f118a8.txt" };
        var blocks = new List<string>();
        List<string>? block = null;
        foreach (string line in Repository.ReadBeside(name).ReplaceLineEndings("\n").Split('\n'))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                block?.Add(line);
            }
            else
            {
                if (block?.Exists(static text => text.StartsWith("apiVersion: argoproj.io/", StringComparison.Ordinal)) == true) blocks.Add(string.Join('\n', block));
                block = line is "```yaml" ? [] : null;
            }
        }

        blocks.Should().NotBeEmpty();
        return string.Join("\n---\n", blocks);
    }
}
