namespace WorkflowResilience.Tests.Runs;

[TestFixture]
public sealed class WorkflowDefinitionProblemTests
{
    private static IEnumerable<TestCaseData> Bad()
    {
        yield return Case("an empty name", "", [new("a")], "The name '' is not a letter followed by up to 62 letters, digits or hyphens.");
        yield return Case("a name with a space", "my ci", [new("a")], "The name 'my ci' is not a letter followed by up to 62 letters, digits or hyphens.");
        yield return Case("no stages", "w", [], "There are no stages; give at least one.");
        yield return Case("a null stage", "w", [new("a"), null!], "Stage number 2 is null; remove it.");
        yield return Case("a stage without a name", "w", [new(default)], "Stage number 1 has no name; give it one.");
        yield return Case("a stage twice", "w", [new("a"), new("b"), new("a")], "The stage 'a' is declared twice; remove or rename one.");
        yield return Case("version 0", "w", [new("a") { Version = 0 }], "The stage 'a' has version 0; versions begin at 1.");
        yield return Case("a negative version", "w", [new("a") { Version = -7 }], "The stage 'a' has version -7; versions begin at 1.");
        yield return Case(
            "an undefined criticality", "w", [new("a") { Criticality = (StageCriticality)9 }], "The stage 'a' has criticality 9; it must be Low, Normal, High or Critical.");
        yield return Case("an unknown predecessor", "w", [new("a") { After = ["zebra"] }], "The stage 'a' comes after 'zebra', which is not declared.");
        yield return Case(
            "a mistyped predecessor", "w", [new("clone"), new("build") { After = ["clnoe"] }], "The stage 'build' comes after 'clnoe', which is not declared (did you mean 'clone'?).");
        yield return Case("a predecessor without a name", "w", [new("a") { After = [default] }], "The stage 'a' comes after a stage without a name; remove it.");
        yield return Case("itself as predecessor", "w", [new("a") { After = ["a"] }], "The stage 'a' comes after itself; remove that edge.");
        yield return Case(
            "a predecessor twice", "w", [new("a"), new("b") { After = ["a", "a"] }], "The stage 'b' names 'a' twice as a stage to come after; once is enough.");
        yield return Case(
            "a circle of two", "w", [new("a") { After = ["b"] }, new("b") { After = ["a"] }], "Stages wait for each other: a → b → a; remove one of these edges.");
        yield return Case(
            "a circle behind a stage that is not in it",
            "w",
            [new("start"), new("x") { After = ["c"] }, new("c") { After = ["b"] }, new("b") { After = ["a", "start"] }, new("a") { After = ["c"] }],
            "Stages wait for each other: c → a → b → c; remove one of these edges.");
        yield return Case(
            "two circles",
            "w",
            [new("a") { After = ["b"] }, new("b") { After = ["a"] }, new("c") { After = ["d", "a"] }, new("d") { After = ["c"] }],
            "Stages wait for each other: a → b → a; remove one of these edges.",
            "Stages wait for each other: c → d → c; remove one of these edges.");
        yield return Case(
            "a long circle",
            "w",
            [.. Enumerable.Range(0, 20).Select(i => new StageDefinition($"s{i}") { After = [$"s{(i + 19) % 20}"] })],
            "Stages wait for each other: s0 → s1 → s2 → s3 → s4 → s5 → (9 more) → s15 → s16 → s17 → s18 → s19 → s0; remove one of these edges.");
        yield return Case(
            "many problems at once",
            "w",
            [new("a") { Version = 0, After = ["b", "zebra"] }, new("b") { After = ["a"] }, new("b")],
            "The stage 'a' has version 0; versions begin at 1.",
            "The stage 'b' is declared twice; remove or rename one.",
            "The stage 'a' comes after 'zebra', which is not declared.",
            "Stages wait for each other: a → b → a; remove one of these edges.");
    }

    [TestCaseSource(nameof(Bad))]
    public void What_is_wrong_is_told_exactly_and_all_at_once(string name, StageDefinition[] stages, string[] problems) =>
        ((Action)(() => WorkflowDefinition.Create(name, stages))).Should().Throw<ResilienceConfigurationException>()
            .Which.Problems.Should().Equal(problems);

    [Test]
    public void The_message_names_the_workflow() =>
        ((Action)(() => WorkflowDefinition.Create("ci"))).Should().Throw<ResilienceConfigurationException>()
            .WithMessage("The workflow 'ci' has a problem:\n- There are no stages; give at least one.");

    [Test]
    public void Nothing_given_at_all_is_refused()
    {
        ((Action)(() => WorkflowDefinition.Create(null!, new StageDefinition("a")))).Should().Throw<ArgumentNullException>();
        ((Action)(() => WorkflowDefinition.Create("w", null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => _ = new StageDefinition("a") { After = null! })).Should().Throw<ArgumentNullException>();
    }

    private static TestCaseData Case(string what, string name, StageDefinition[] stages, params string[] problems) =>
        new TestCaseData(name, stages, problems).SetArgDisplayNames(what);
}
