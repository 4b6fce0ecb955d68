using ArgoGeneration;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class PipelineTests
{
    private static readonly ArgoWork s_work = ArgoWork.Container("registry.example/app:1.0", ["/app/run"]);

    [TestCase("", "", "Succeeded", "outcome", TestName = "All is well")]
    [TestCase("security-scan", "", "Succeeded", "security-scan-fallback outcome", TestName = "A fallback keeps the workflow green")]
    [TestCase("security-scan security-scan-fallback", "", "Failed", "security-scan-fallback failed", TestName = "A fallback that fails does not")]
    [TestCase("deploy", "", "Failed", "failed", TestName = "A failed stage is red though its compensation succeeds")]
    [TestCase("build", "", "Failed", "failed", TestName = "The first one too")]
    [TestCase("verify", "", "Failed", "verify-intervention deploy-undo failed", TestName = "Nobody wants it again")]
    [TestCase("verify", "verify-again", "Succeeded", "verify-intervention verify-again outcome", TestName = "Again, and well")]
    [TestCase("verify verify-again", "verify-again", "Failed", "verify-intervention verify-again deploy-undo failed", TestName = "Again, and failed")]
    [TestCase("verify verify-intervention", "", "Failed", "deploy-undo failed", TestName = "A question that was stopped")]
    public void A_release_ends_as_it_should(string failing, string answeredYes, string phase, string ran)
    {
        DagModel model = Model(Workflows.Release, failing.Split(' '), answeredYes.Split(' '));

        model.Run().Should().Be(phase);
        model.Ends.Where(task => task.Value == "Succeeded").Select(task => task.Key).Where(task => task.Contains('-') && task != "security-scan" || task is "failed" or "outcome")
            .Should().BeEquivalentTo(ran.Split(' ').Except(failing.Split(' ')));
    }

    [Test]
    public void Whatever_fails_the_workflow_is_as_red_as_its_stages()
    {
        int seed = Random.Shared.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++)
        {
            ArgoWorkflow workflow = RandomWorkflow(random);
            HashSet<string> failing = [], yes = [];
            foreach (string task in Tasks(workflow))
            {
                if (random.Next(5) == 0) failing.Add(task);
                if (random.Next(2) == 0) yes.Add(task);
            }

            failing.RemoveWhere(task => task is "outcome" or "failed" || task.EndsWith("-approval", StringComparison.Ordinal));
            HashSet<string> errors = [.. failing.Where(_ => random.Next(3) == 0)];
            DagModel model = Model(workflow, [.. failing], [.. yes], errors);
            string phase = model.Run();

            bool red = workflow.Stages.Any(stage => DagModel.IsBad(model.Ends[KebabCase.Of(stage.Stage.Name)]) && !IsSaved(model, KebabCase.Of(stage.Stage.Name)));
            phase.Should().Be(red ? "Failed" : "Succeeded", string.Join(", ", model.Ends));
            foreach (ArgoStage stage in workflow.Stages.Where(stage => stage.Compensation is not null))
            {
                string name = KebabCase.Of(stage.Stage.Name);
                (model.Ends[name + "-undo"] is "Succeeded" or "Failed" or "Error").Should().Be(red && model.Ends[name] == "Succeeded", string.Join(", ", model.Ends));
            }
        }
    }

    [Test]
    public void Stages_are_taken_back_from_the_last_to_the_first()
    {
        var workflow = new ArgoWorkflow("w")
        {
            Stages = [Stage("C") with { After = ["B"], Compensation = s_work }, Stage("A") with { Compensation = s_work }, Stage("B") with { After = ["A"], Compensation = s_work }],
        };

        Tasks(workflow).Where(task => task.EndsWith("-undo", StringComparison.Ordinal)).Should().Equal("c-undo", "b-undo", "a-undo");
        DagModel model = Model(workflow, ["c", "b-undo"], []);
        model.Run().Should().Be("Failed");
        model.Ends["c-undo"].Should().Be("Omitted");
        model.Ends["a-undo"].Should().Be("Succeeded", "what cannot be taken back keeps nothing else");
    }

    [Test]
    public void Two_hundred_stages_are_written_in_order()
    {
        ArgoStage[] stages = [.. Enumerable.Range(0, 200).Select(i => Stage($"Stage{i}") with { After = i == 0 ? [] : [$"Stage{i - 1}"], Owner = i % 2 == 0 ? RetryOwner.Argo : RetryOwner.InProcess })];
        string yaml = ArgoGenerator.Generate(new ArgoWorkflow("large") { Stages = stages }).Yaml;
        YamlReader.Read(yaml).Documents[0].Should().BeOfType<YamlMapping>().Which.MappingAt("spec")!.SequenceAt("templates")!.Count.Should().Be(201);
        ArgoLint.Check(yaml).Where(finding => finding.Rule.Severity == LintSeverity.Error).Should().BeEmpty();
    }

    private static bool IsSaved(DagModel model, string stage) => model.Ends.GetValueOrDefault(stage + "-fallback") == "Succeeded" || model.Ends.GetValueOrDefault(stage + "-again") == "Succeeded";

    private static ArgoStage Stage(string name) => new(name, new StagePolicy(), s_work);

    private static ArgoWorkflow RandomWorkflow(Random random)
    {
        List<ArgoStage> stages = [];
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            ArgoStage stage = Stage($"S{stages.Count}") with { After = [.. stages.Where(_ => random.Next(2) == 0).Select(before => before.Stage)] };
            stages.Add(random.Next(6) switch
            {
                0 => stage with { Fallback = s_work },
                1 => stage with { Intervention = new ArgoApproval() },
                2 => stage with { Compensation = s_work },
                3 => stage with { Approval = new ArgoApproval() },
                _ => stage,
            });
        }

        return new ArgoWorkflow("w") { Stages = stages };
    }

    private static IEnumerable<string> Tasks(ArgoWorkflow workflow) => Template(workflow, "pipeline").MappingAt("dag")!.SequenceAt("tasks")!.Cast<YamlMapping>().Select(task => task.TextAt("name")!);

    private static DagModel Model(ArgoWorkflow workflow, string[] failing, string[] yes, HashSet<string>? errors = null) =>
        new(Template(workflow, "pipeline").MappingAt("dag")!, task => errors?.Contains(task) == true ? "Error" : failing.Contains(task) ? "Failed" : "Succeeded", yes.Contains);

    private static YamlMapping Template(ArgoWorkflow workflow, string name) => YamlReader.Read(ArgoGenerator.Generate(workflow).Yaml).Documents[0].Should().BeOfType<YamlMapping>().Which
        .MappingAt("spec")!.SequenceAt("templates")!.Cast<YamlMapping>().Single(template => template.TextAt("name") == name);
}
