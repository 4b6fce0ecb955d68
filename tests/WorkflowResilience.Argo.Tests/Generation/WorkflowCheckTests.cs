using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class WorkflowCheckTests
{
    private static readonly ArgoWork s_program = ArgoWork.Container("registry.example/app:1.0", ["/app/run"]);
    private static readonly ArgoWork s_bash = ArgoWork.Script("registry.example/app:1.0", "echo \"$X\"\n");
    private static readonly ArgoInput s_guarded = new("x") { Pattern = "^[a-z]+$" };

    private static readonly Dictionary<string, ArgoValue> s_takesX = new() { ["X"] = ArgoValue.Parameter("x") };

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("upper case", new ArgoWorkflow("Wrong") { Stages = [Stage("A")] }, "lower-case");
        yield return Case("too long", new ArgoWorkflow(new string('a', 64)) { Stages = [Stage("A")] }, "63 at most");
        yield return Case("no stages", new ArgoWorkflow("w") { Stages = [] }, "no stages");
        yield return Case("unknown stage", new ArgoWorkflow("w") { Stages = [Stage("Build"), Stage("Test") with { After = ["Biuld"] }] }, "did you mean 'Build'");
        yield return Case("circle", new ArgoWorkflow("w") { Stages = [Stage("A") with { After = ["B"] }, Stage("B") with { After = ["A"] }] }, "wait for each other");
        yield return Case("a tag in a script", One(Stage("A", ArgoWork.Script("registry.example/app:1.0", "echo {{workflow.parameters.x}}"))), "can run commands");
        yield return Case("a value behind sh -c", One(Stage("A", ArgoWork.Container("registry.example/app:1.0", ["/bin/sh", "-ec"], "echo", ArgoValue.Parameter("x")))), "can run commands");
        yield return Case("a tag in a text", One(Stage("A") with { Environment = new Dictionary<string, ArgoValue> { ["Y"] = "{{workflow.parameters.x}}" } }), "ArgoValue.Parameter");
        yield return Case("a secret argument", One(Stage("A", ArgoWork.Container("registry.example/app:1.0", ["/app/run"], ArgoValue.Secret("s", "k")))), "use a variable");
        yield return Case("an unknown input", One(Stage("A") with { Environment = new Dictionary<string, ArgoValue> { ["Y"] = ArgoValue.Parameter("y") } }), "does not declare");
        yield return Case("an output of a later stage", One(Stage("A") with { Environment = new Dictionary<string, ArgoValue> { ["Y"] = ArgoValue.Output("B", "o") } }, Stage("B") with { After = ["A"] }), "add it to After");
        yield return Case("an output that is none", One(Stage("A"), Stage("B") with { After = ["A"], Environment = new Dictionary<string, ArgoValue> { ["Y"] = ArgoValue.Output("A", "o") } }), "none of this name");
        yield return Case("a guarded input of a program", new ArgoWorkflow("w") { Inputs = [s_guarded], Stages = [Stage("A") with { Environment = s_takesX }] }, "no bash script");
        yield return Case("a guarded input of a fallback", new ArgoWorkflow("w") { Inputs = [s_guarded], Stages = [Stage("A", s_bash) with { Environment = s_takesX, Fallback = s_program }] }, "to its fallback");
        yield return Case("a loose pattern", new ArgoWorkflow("w") { Inputs = [new ArgoInput("x") { Pattern = "[a-z]+" }], Stages = [Stage("A")] }, "from ^ to $");
        yield return Case("a default that is no value", new ArgoWorkflow("w") { Inputs = [new ArgoInput("x") { Enum = ["a"], Default = "b" }], Stages = [Stage("A")] }, "none of its values");
        yield return Case("names that meet", One(Stage("RunTests"), Stage("Run-Tests")), "Two templates are named 'run-tests'");
        yield return Case("a reserved name", One(Stage("Pipeline")), "Two templates are named 'pipeline'");
        yield return Case("a reserved variable", One(Stage("A") with { Environment = new Dictionary<string, ArgoValue> { ["WORKFLOW_STAGE"] = "x" } }), "are generated");
        yield return Case("a wrong quantity", One(Stage("A") with { Resources = new ArgoResources { MemoryLimit = "2 GB" } }), "no quantity");
        yield return Case("raw YAML that says it again", One(Stage("A") with { Raw = RawYaml.Parse("name: b") }), "which is generated");
        yield return Case("a wrong policy", One(Stage("A") with { Policy = new StagePolicy { MaxAttempts = 0 } }), "MaxAttempts");
        yield return Case("no token and no account", One(Stage("A") with { MountsServiceAccountToken = false }), "name a ServiceAccount");
        yield return Case("two ways on", One(Stage("A") with { Fallback = s_program, Intervention = new ArgoApproval() }), "choose one");
        yield return Case("a schedule that nobody reads", One(Stage("A")), "make it a CronWorkflow", new ArgoOptions { Schedule = new ArgoSchedule { Schedules = ["0 3 * * *"] } });
        yield return Case("a CronWorkflow without one", One(Stage("A")), "no schedule", new ArgoOptions { Kind = ArgoKind.CronWorkflow });
        yield return Case("an input that nobody gives", One(Stage("A")), "no run of it would ever begin", new ArgoOptions { Kind = ArgoKind.CronWorkflow, Schedule = new ArgoSchedule { Schedules = ["0 3 * * *"] } });
        yield return Case("an address with credentials", One(Stage("A")) with { Endpoints = new ArgoEndpoints("registry.example/curl:8") { Record = new Uri("https://me:" + "pw" + "@example.com") } }, "ArgoEndpoints.Token");
    }

    [TestCaseSource(nameof(Wrong))]
    public void It_is_refused_with_its_reason(ArgoWorkflow workflow, ArgoOptions options, string reason) =>
        ((Action)(() => ArgoGenerator.Generate(workflow, options))).Should().Throw<ResilienceConfigurationException>().WithMessage($"*{reason}*");

    [Test]
    public void A_program_may_take_a_guarded_input_behind_a_script_that_checked_it()
    {
        var workflow = new ArgoWorkflow("w") { Inputs = [s_guarded], Stages = [Stage("A", s_bash) with { Environment = s_takesX }, Stage("B") with { After = ["A"], Environment = s_takesX }] };

        ArgoGenerator.Generate(workflow).Yaml.Should().Contain("pattern='^[a-z]+$'; [[ \"$X\" =~ $pattern ]] || {");
    }

    [Test]
    public void A_tag_in_a_script_can_be_insisted_on() =>
        ArgoGenerator.Generate(One(Stage("A", (ArgoWork.ScriptWork)ArgoWork.Script("registry.example/app:1.0", "docker ps --format '{{.Names}}'") with { AllowsTemplateTags = true }))).Yaml.Should().Contain("{{.Names}}");

    [Test]
    public void Strictly_nothing_may_be_left_out()
    {
        ArgoStage stage = Stage("A") with { Owner = RetryOwner.Argo, Policy = new StagePolicy { CircuitBreaker = new CircuitBreakerPolicy() } };
        ((Action)(() => ArgoGenerator.Generate(One(stage), new ArgoOptions { Strict = true }))).Should().Throw<ArgoMappingException>().WithMessage("*CircuitBreaker*");
    }

    [TestCase("a: [", "line 2")]
    [TestCase("- a", "line 1, column 1")]
    [TestCase("a: 1\na: 2", "line 2, column 1")]
    [TestCase("", "line 1, column 1")]
    public void Raw_YAML_says_where_it_is_wrong(string yaml, string place) => ((Action)(() => RawYaml.Parse(yaml))).Should().Throw<FormatException>().WithMessage($"*{place}*");

    [TestCase("RepositoryClone", "repository-clone")]
    [TestCase("PRReview", "pr-review")]
    [TestCase("a", "a")]
    [TestCase("Run-Tests-", "run-tests")]
    [TestCase("Stage12B", "stage12-b")]
    public void Stages_are_named_in_lower_case(string stage, string name) => KebabCase.Of(stage).Should().Be(name);

    private static ArgoStage Stage(string name, ArgoWork? work = null) => new(name, new StagePolicy(), work ?? s_program);

    private static ArgoWorkflow One(params ArgoStage[] stages) => new("w") { Inputs = [new ArgoInput("x")], Stages = stages };

    private static TestCaseData Case(string name, ArgoWorkflow workflow, string reason, ArgoOptions? options = null) => new TestCaseData(workflow, options ?? new ArgoOptions(), reason).SetName($"Refused: {name}");
}
