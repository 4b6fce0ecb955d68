using System.Diagnostics;
using System.Globalization;
using ArgoGeneration;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class GoldenTests
{
    private static IEnumerable<TestCaseData> Cases()
    {
        foreach (ArgoTarget target in Enum.GetValues<ArgoTarget>())
        {
            foreach (ArgoFlavor flavor in Enum.GetValues<ArgoFlavor>()) yield return Case(Workflows.Resilient, new ArgoOptions { Target = target, Flavor = flavor });
            yield return Case(Workflows.Told, new ArgoOptions { Target = target, Kind = ArgoKind.ClusterWorkflowTemplate });
            yield return Case(Workflows.Release, new ArgoOptions { Target = target, Kind = ArgoKind.Workflow });
            yield return Case(Workflows.Nightly, new ArgoOptions { Target = target, Kind = ArgoKind.CronWorkflow, Schedule = Workflows.EachNight });
        }
    }

    private static TestCaseData Case(ArgoWorkflow workflow, ArgoOptions options) => new TestCaseData(workflow, options).SetArgDisplayNames(workflow.Name, options.Kind.ToString(), options.Target.ToString(), options.Flavor.ToString());

    [TestCaseSource(nameof(Cases))]
    public void What_is_generated_is_what_was_looked_at(ArgoWorkflow workflow, ArgoOptions options)
    {
        ArgoOutput output = ArgoGenerator.Generate(workflow, options);
        Golden.Check(Path.Combine("Golden", options.Target.ToString(), options.Flavor.ToString(), output.FileName), output.Yaml);
    }

    [TestCaseSource(nameof(Cases))]
    public void The_lint_has_no_complaint(ArgoWorkflow workflow, ArgoOptions options) =>
        ArgoLint.Check(ArgoGenerator.Generate(workflow, options with { Flavor = ArgoFlavor.Plain }).Yaml, new LintOptions { Target = options.Target }).Should().BeEmpty();

    [TestCaseSource(nameof(Cases))]
    public void It_does_not_differ_from_the_policies_that_it_comes_from(ArgoWorkflow workflow, ArgoOptions options)
    {
        Dictionary<WorkflowStage, ArgoStage> stages = workflow.Stages.ToDictionary(stage => stage.Stage);
        ArgoDrift.Compare(
            stages.ToDictionary(pair => pair.Key, pair => pair.Value.Policy),
            ArgoGenerator.Generate(workflow, options with { Flavor = ArgoFlavor.Plain }).Yaml,
            stage => stages[stage].MappingFor(options.Target)).Should().BeEmpty();
    }

    [TestCaseSource(nameof(Cases))]
    public void It_is_written_the_same_in_every_culture(ArgoWorkflow workflow, ArgoOptions options)
    {
        string expected = ArgoGenerator.Generate(workflow, options).Yaml;
        expected.Should().NotContain("\r");
        foreach (string culture in (string[])["tr-TR", "ar-SA", "de-DE"])
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            ArgoGenerator.Generate(workflow, options).Yaml.Should().Be(expected);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void It_reads_back_and_is_written_the_same(ArgoWorkflow workflow, ArgoOptions options)
    {
        string yaml = ArgoGenerator.Generate(workflow, options).Yaml;
        YamlText read = YamlReader.Read(yaml);
        read.Problem.Should().BeNull();
        string again = YamlWriter.Write(read.Documents[0]!);
        string bare = YamlWriter.Write(YamlReader.Read(again).Documents[0]!);
        again.Should().Be(bare);
        string[] lines = yaml.Split('\n');
        again.Split('\n').Should().Equal(Without(lines, Comments(ArgoGenerator.Generate(workflow, options))));
    }

    [Test]
    public void Every_golden_document_obeys_the_closed_schema()
    {
        if (Repository.Beside("data/argo/schema.closed.json") is not { } schema)
        {
            Assert.Ignore("the closed schema is not beside the repository");
            return;
        }

        string script = Path.Combine(Repository.Root, "tests", "argo", "validate.py");
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Golden.Folder, "Golden"), "*.yaml", SearchOption.AllDirectories)];
        using Process? python = Start(["-c", "import yaml, jsonschema"]);
        python?.WaitForExit();
        if (python is not { ExitCode: 0 })
        {
            Assert.Ignore("python3 with yaml and jsonschema is not there");
            return;
        }

        using Process validate = Start([script, schema, .. files])!;
        string said = validate.StandardOutput.ReadToEnd();
        validate.WaitForExit();
        validate.ExitCode.Should().Be(0, said);
    }

    private static Process? Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, UseShellExecute = false });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static HashSet<string> Comments(ArgoOutput output) => [.. output.Mapping.Rows.Select(static row => $"# {row.Code} {row.Member}:"), $"# {Template.TokenComment}"];

    private static IEnumerable<string> Without(string[] lines, HashSet<string> comments) =>
        lines.Where(line => !comments.Any(comment => line.TrimStart().StartsWith(comment, StringComparison.Ordinal)));
}
