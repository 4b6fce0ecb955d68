namespace WorkflowResilience.Tests.Runs;

[TestFixture]
public sealed class WorkflowDefinitionTests
{
    private static readonly WorkflowDefinition s_ci = WorkflowDefinition.Create(
        "ci",
        new StageDefinition("report") { After = ["test", "scan"], Criticality = StageCriticality.Low },
        new StageDefinition("clone"),
        new StageDefinition("build") { After = ["clone"], Version = 2 },
        new StageDefinition("scan") { After = ["clone"] },
        new StageDefinition("test") { After = ["build"], Criticality = StageCriticality.Critical });

    [Test]
    public void Stages_keep_their_order_of_declaration() => Names(s_ci.Stages.Select(s => s.Stage)).Should().Be("report clone build scan test");

    [Test]
    public void The_order_of_running_follows_the_edges_and_then_the_declaration() => Names(s_ci.Order).Should().Be("clone build scan test report");

    [Test]
    public void A_stage_is_found_by_name()
    {
        s_ci["build"].Version.Should().Be(2);
        s_ci.TryGet("build", out StageDefinition? build).Should().BeTrue();
        build.Should().BeSameAs(s_ci["build"]);
        s_ci.TryGet("deploy", out StageDefinition? deploy).Should().BeFalse();
        deploy.Should().BeNull();
    }

    [Test]
    public void An_unknown_stage_is_refused_with_the_nearest_name()
    {
        const string Message = "The workflow 'ci' has no stage 'biuld' (did you mean 'build'?).";
        ((Action)(() => _ = s_ci["biuld"])).Should().Throw<KeyNotFoundException>().WithMessage(Message);
        ((Action)(() => s_ci.AncestorsOf("biuld"))).Should().Throw<KeyNotFoundException>().WithMessage(Message);
        ((Action)(() => s_ci.DescendantsOf("biuld"))).Should().Throw<KeyNotFoundException>().WithMessage(Message);
    }

    [Test]
    public void Ancestors_and_descendants_come_in_the_order_of_running()
    {
        Names(s_ci.AncestorsOf("report")).Should().Be("clone build scan test");
        Names(s_ci.AncestorsOf("clone")).Should().BeEmpty();
        Names(s_ci.DescendantsOf("clone")).Should().Be("build scan test report");
        Names(s_ci.DescendantsOf("build")).Should().Be("test report");
    }

    [Test]
    public void The_canonical_text_says_all() => s_ci.ToCanonicalText().Should().Be(
        """
        Name = ci
        Stages.Count = 5
        Stages[0] = report
        Stages[0].Version = 1
        Stages[0].Criticality = Low
        Stages[0].After = [scan, test]
        Stages[1] = clone
        Stages[1].Version = 1
        Stages[1].Criticality = Normal
        Stages[1].After = []
        Stages[2] = build
        Stages[2].Version = 2
        Stages[2].Criticality = Normal
        Stages[2].After = [clone]
        Stages[3] = scan
        Stages[3].Version = 1
        Stages[3].Criticality = Normal
        Stages[3].After = [clone]
        Stages[4] = test
        Stages[4].Version = 1
        Stages[4].Criticality = Critical
        Stages[4].After = [build]
        """.ReplaceLineEndings("\n"));

    [Test]
    public void The_order_in_which_predecessors_are_named_says_nothing()
    {
        static string Text(params WorkflowStage[] after) => WorkflowDefinition.Create("w", new("a"), new("b"), new("c") { After = after }).ToCanonicalText();

        Text("a", "b").Should().Be(Text("b", "a")).And.NotBe(Text("a"));
    }

    [Test]
    public void Later_changes_to_the_lists_given_change_nothing()
    {
        WorkflowStage[] after = ["a"];
        StageDefinition[] stages = [new("a"), new("b") { After = after }];
        WorkflowDefinition definition = WorkflowDefinition.Create("w", stages);
        after[0] = "x";
        stages[0] = new("y");

        Names(definition.Order).Should().Be("a b");
        definition["b"].After.Should().Equal("a");
        ((Action)(() => ((IList<WorkflowStage>)definition.Order)[0] = "z")).Should().Throw<NotSupportedException>();
        ((Action)(() => ((IList<StageDefinition>)definition.Stages)[0] = new("z"))).Should().Throw<NotSupportedException>();
    }

    [Test]
    public void Stage_definitions_are_equal_by_value()
    {
        StageDefinition Make() => new("b") { After = ["a"], Version = 3, Criticality = StageCriticality.High };

        Make().Should().Be(Make());
        Make().GetHashCode().Should().Be(Make().GetHashCode());
        Make().Should().NotBe(Make() with { After = ["c"] });
        Make().Should().NotBe(Make() with { Version = 1 });
        Make().Should().NotBe(Make() with { Criticality = StageCriticality.Low });
        Make().Should().NotBe(Make() with { Stage = "x" });
    }

    private static string Names(IEnumerable<WorkflowStage> stages) => string.Join(' ', stages);
}
