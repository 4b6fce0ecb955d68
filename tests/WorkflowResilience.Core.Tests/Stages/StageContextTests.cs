using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class StageContextTests
{
    [Test]
    public void Attempts_of_one_execution_share_key_and_items_and_are_numbered_from_1()
    {
        using var w = new Workbench();
        List<StageContext> seen = [];
        List<string> keys = [];
        int result = w.Time.Run(() => w.Work.RunAsync("state", (state, context) =>
        {
            seen.Add(context);
            keys.Add(context.IdempotencyKey);
            context.Items.TryGetValue("so far", out object? sofar);
            context.Items["so far"] = (int)(sofar ?? 0) + state.Length;
            return seen.Count < 3 ? throw new IOException("x") : new ValueTask<int>((int)context.Items["so far"]!);
        }));
        result.Should().Be(15);
        seen.Select(c => c.Attempt).Should().Equal(1, 2, 3);
        keys.Distinct(StringComparer.Ordinal).Should().ContainSingle().Which.Should().MatchRegex("^Work-[0-9a-f]{16}$");
        seen.Should().OnlyContain(c => c.Stage == (WorkflowStage)"Work" && c.RunId == null);
        seen.Select(c => c.CancellationToken.CanBeCanceled).Should().AllBeEquivalentTo(true);
    }

    [Test]
    public void Two_executions_outside_runs_have_two_keys_and_their_own_items()
    {
        using var w = new Workbench();
        string Key() => w.Time.Run(() => w.Work.RunAsync(0, (_, context) =>
        {
            context.Items.Should().BeEmpty();
            context.Items["x"] = 1;
            return new ValueTask<string>(context.IdempotencyKey);
        }));
        Key().Should().NotBe(Key());
    }

    [Test]
    public void In_a_run_the_key_is_made_of_run_stage_and_occurrence_and_is_the_same_when_the_run_starts_again()
    {
        using Workbench w = new(), restarted = new(configure: o => o.Seed = 99);
        Keys(w).Should().Equal("build-42/Work/0", "build-42/Work/1");
        Keys(restarted).Should().Equal(Keys(w));

        static string[] Keys(Workbench w) => w.Time.Run(() => w.Runner.RunAsync("build-42", async run => new[]
        {
            await run.StageAsync("Work", 0, (_, context) => new ValueTask<string>(context.IdempotencyKey)),
            await w.Work.RunAsync(0, (_, context) => context.Attempt < 3 ? throw new IOException("x") : new ValueTask<string>(context.IdempotencyKey)),
        }));
    }

    [Test]
    public void The_state_form_works_offloaded_and_in_the_pass_through_runner()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Work"] = Plain with { Offload = true });
        runner["Work"].RunAsync(5, (n, context) => new ValueTask<string>($"{n} {context.Attempt} {context.RunId}")).AsTask().GetAwaiter().GetResult().Should().Be("5 1 ");
        WorkflowRunner.PassThrough["Anything"].RunAsync(5, (n, context) => new ValueTask<string>($"{n} {context.Attempt} {context.Stage}")).AsTask().GetAwaiter().GetResult().Should().Be("5 1 Anything");
    }
}
