using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.History;

[TestFixture]
public sealed class CascadeTests
{
    private static readonly WorkflowDefinition s_diamond = Workflow(("A", []), ("B", ["A"]), ("C", ["A"]), ("D", ["B", "C"]), ("X", []));

    [Test]
    public void In_a_diamond_the_cause_is_the_failing_ancestor_behind_which_nothing_fails()
    {
        Cause(s_diamond, "D", Failed("B"), Failed("A"), Failed("C")).Should().Be("A", "B failed earlier, but A is behind it");
        Cause(s_diamond, "D", Failed("C"), Failed("B")).Should().Be("C", "it was the first of two");
        Cause(s_diamond, "B", Failed("C"), Failed("A")).Should().Be("A");
        Cause(s_diamond, "B", Failed("C"), Failed("D")).Should().BeNull("neither comes before it");
    }

    [Test]
    public void Neither_the_stage_itself_nor_a_stranger_is_a_cause() => Cause(s_diamond, "D", Failed("X"), Failed("D")).Should().BeNull();

    [Test]
    public void Without_a_workflow_or_with_a_stage_it_does_not_have_there_is_no_cause()
    {
        Cause(null, "D", Failed("A")).Should().BeNull();
        Cause(s_diamond, "Unheard", Failed("A")).Should().BeNull();
        Cause(s_diamond, "D").Should().BeNull();
    }

    [Test]
    public void A_stage_that_has_since_succeeded_is_not_a_cause()
    {
        Cause(s_diamond, "D", Failed("A"), Succeeded("A"), Failed("C")).Should().Be("C");
        Cause(s_diamond, "D", Failed("A"), Succeeded("A")).Should().BeNull();
        Cause(s_diamond, "D", Failed("A", id: "F-1"), Succeeded("A"), Failed("A", id: "F-2"), Failed("A", id: "F-3")).Should().Be("A");
        Cascade.CauseOf(s_diamond, "D", [Failed("A", id: "F-1"), Succeeded("A"), Failed("A", id: "F-2"), Failed("A", id: "F-3")])!.FailureId.Should().Be("F-2", "it began the present trouble");
    }

    [Test]
    public void A_stage_fails_while_one_of_its_keys_does() => Cause(s_diamond, "D", Failed("A", key: "eu"), Succeeded("A", key: "us")).Should().Be("A");

    [Test]
    public void A_degraded_result_is_a_cause_only_where_nothing_really_failed()
    {
        Cause(s_diamond, "D", Failed("B", degraded: true)).Should().Be("B");
        Cause(s_diamond, "D", Failed("A", degraded: true), Failed("C")).Should().Be("C");
        Cause(s_diamond, "C", Failed("A", degraded: true), Failed("C")).Should().Be("A");
        Cause(s_diamond, "D", Failed("A"), Failed("A", degraded: true), Failed("C")).Should().Be("C", "a fallback made good what had failed");
    }

    [Test]
    public void A_link_names_stage_failure_and_fingerprint() =>
        Cascade.CauseOf(s_diamond, "D", [Failed("A", id: "F-1") with { Fingerprint = HistoryBench.Fingerprint(3) }]).Should().Be(new FailureLink("A", "F-1", HistoryBench.Fingerprint(3)));

    [Test]
    public void A_chain_of_thousands_is_walked_to_its_end()
    {
        const int Length = 5000;
        WorkflowDefinition chain = Workflow([.. Enumerable.Range(0, Length).Select(i => ($"S{i}", i == 0 ? Array.Empty<string>() : [$"S{i - 1}"]))]);
        Cause(chain, $"S{Length - 1}", [.. Enumerable.Range(7, Length - 8).Select(i => Failed($"S{i}"))]).Should().Be("S7");
    }

    [Test]
    public void It_agrees_with_the_definition_on_random_runs([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 50; round++)
        {
            int size = random.Next(1, 10);
            WorkflowDefinition workflow = Workflow([.. Enumerable.Range(0, size).Select(i => ($"S{i}", Enumerable.Range(0, i).Where(_ => random.Next(3) == 0).Select(b => $"S{b}").ToArray()))]);
            StageEnd[] ends = [.. Enumerable.Range(0, random.Next(15)).Select(i => random.Next(4) switch
            {
                0 => Succeeded($"S{random.Next(size)}", Key()),
                1 => Failed($"S{random.Next(size)}", Key(), degraded: true, id: $"{i}"),
                _ => Failed($"S{random.Next(size)}", Key(), id: $"{i}"),
            })];
            WorkflowStage stage = $"S{random.Next(size)}";
            Cascade.CauseOf(workflow, stage, ends)?.FailureId.Should().Be(NaiveCascade.CauseOf(workflow, stage, ends), "seed {0}, round {1}", seed, round);
            (Cascade.CauseOf(workflow, stage, ends) is null).Should().Be(NaiveCascade.CauseOf(workflow, stage, ends) is null, "seed {0}, round {1}", seed, round);
        }

        string? Key() => random.Next(3) == 0 ? "k" : null;
    }

    private static string? Cause(WorkflowDefinition? workflow, WorkflowStage stage, params StageEnd[] ends) => Cascade.CauseOf(workflow, stage, ends)?.Stage.Name;

    private static StageEnd Failed(WorkflowStage stage, string? key = null, bool degraded = false, string id = "F-0") => new(stage, key, id, null, degraded);

    private static StageEnd Succeeded(WorkflowStage stage, string? key = null) => new(stage, key, null, null, false);

    private static WorkflowDefinition Workflow(params (string Name, string[] After)[] stages) =>
        WorkflowDefinition.Create("Test", [.. stages.Select(s => new StageDefinition(s.Name) { After = [.. s.After.Select(a => new WorkflowStage(a))] })]);
}
