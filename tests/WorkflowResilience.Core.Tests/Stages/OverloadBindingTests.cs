using WorkflowResilience.Tests.Stages.Rules;

namespace WorkflowResilience.Tests.Stages;

/// <summary>
/// Every form of lambda and method group binds to the overload that keeps its result. That it compiles is the test: a form that became ambiguous, or lost its
/// result, would not. The variables' types say what is meant.
/// </summary>
[TestFixture]
public sealed class OverloadBindingTests
{
    private static int s_calls;

    [Test]
    public async Task Each_form_binds_to_what_it_returns()
    {
        using var w = new Workbench();
        StageExecutor x = w.Work;
        s_calls = 0;

        ValueTask nothing = x.RunAsync(async ct => await Nothing(ct));
        await nothing;
        nothing = x.RunAsync(async ct =>
        {
            await Nothing(ct);
        });
        await nothing;
        nothing = x.RunAsync(ct => NothingTask(ct));
        await nothing;
        nothing = x.RunAsync(ct => Nothing(ct));
        await nothing;
        nothing = x.RunAsync(Nothing);
        await nothing;
        nothing = x.RunAsync(NothingTask);
        await nothing;
        nothing = x.RunAsync(_ => default);
        await nothing;
        nothing = x.RunAsync(_ => Task.CompletedTask);
        await nothing;
        nothing = x.RunAsync(_ => ValueTask.CompletedTask);
        await nothing;

        ValueTask<int> number = x.RunAsync(async ct => await Number(ct));
        (await number).Should().Be(42);
        number = x.RunAsync(async ct =>
        {
            await Nothing(ct);
            return 42;
        });
        (await number).Should().Be(42);
        number = x.RunAsync(_ => Task.FromResult(42));
        (await number).Should().Be(42);
        number = x.RunAsync(_ => ValueTask.FromResult(42));
        (await number).Should().Be(42);
        number = x.RunAsync(_ => new ValueTask<int>(42));
        (await number).Should().Be(42);
        number = x.RunAsync(ct => NumberTask(ct));
        (await number).Should().Be(42);
        number = x.RunAsync(Number);
        (await number).Should().Be(42);
        number = x.RunAsync(NumberTask);
        (await number).Should().Be(42);
        number = x.RunAsync("state", (state, context) => new ValueTask<int>(state.Length + context.Attempt));
        (await number).Should().Be(6);
        number = x.RunAsync("state", async (state, context) =>
        {
            await Nothing(context.CancellationToken);
            return state.Length;
        });
        (await number).Should().Be(5);
        number = x.RunAsync("state", WithState);
        (await number).Should().Be(5);

        ValueTask<StageOutcome> tried = x.TryRunAsync(async ct => await Nothing(ct));
        (await tried).IsSuccess.Should().BeTrue();
        tried = x.TryRunAsync(Nothing);
        (await tried).IsSuccess.Should().BeTrue();
        tried = x.TryRunAsync(NothingTask);
        (await tried).IsSuccess.Should().BeTrue();
        ValueTask<StageOutcome<int>> triedNumber = x.TryRunAsync(async ct => await Number(ct));
        (await triedNumber).Value.Should().Be(42);
        triedNumber = x.TryRunAsync(Number);
        (await triedNumber).Value.Should().Be(42);
        triedNumber = x.TryRunAsync(NumberTask);
        (await triedNumber).Value.Should().Be(42);
        triedNumber = x.TryRunAsync(_ => Task.FromResult(42));
        (await triedNumber).Value.Should().Be(42);
        s_calls.Should().BeGreaterThan(10);
    }

    [Test]
    public void A_lambda_that_only_throws_binds_to_the_form_without_result()
    {
        using var w = new Workbench(Workbench.Plain with { MaxAttempts = 1 });
        ValueTask<StageOutcome> tried = w.Work.TryRunAsync(_ => throw new IOException("x"));
        tried.GetAwaiter().GetResult().IsSuccess.Should().BeFalse();
        ValueTask<StageOutcome<int>> typed = w.Work.TryRunAsync<int>(_ => throw new IOException("x"));
        typed.GetAwaiter().GetResult().IsSuccess.Should().BeFalse();
    }

    [Test]
    public void The_same_forms_bind_on_a_run()
    {
        using var w = new Workbench();
        w.Time.Run(() => w.Runner.RunAsync("r", async run =>
        {
            await run.StageAsync("Work", async ct => await Nothing(ct));
            await run.StageAsync("Work", Nothing);
            await run.StageAsync("Work", NothingTask);
            await run.StageAsync("Work", _ => Task.CompletedTask);
            int a = await run.StageAsync("Work", async ct => await Number(ct));
            int b = await run.StageAsync("Work", Number);
            int c = await run.StageAsync("Work", NumberTask);
            int d = await run.StageAsync("Work", _ => Task.FromResult(42));
            int e = await run.StageAsync("Work", "state", (state, context) => new ValueTask<int>(state.Length));
            (a, b, c, d, e).Should().Be((42, 42, 42, 42, 5));
            StageOutcome f = await run.TryStageAsync("Work", Nothing);
            StageOutcome<int> g = await run.TryStageAsync("Work", NumberTask);
            (f.IsSuccess, g.Value).Should().Be((true, 42));
        }));
        int result = w.Time.Run(() => w.Runner.RunAsync("r", async run => await run.StageAsync("Work", Number)));
        RunSummary summary = w.Time.Run(() => w.Runner.RunAsync("r", async run => await run.StageAsync("Work", Nothing)));
        (result, summary.Stages.Count).Should().Be((42, 1));
    }

    private static ValueTask Nothing(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        s_calls++;
        return default;
    }

    private static Task NothingTask(CancellationToken cancellationToken) => Nothing(cancellationToken).AsTask();

    private static ValueTask<int> Number(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        s_calls++;
        return new ValueTask<int>(42);
    }

    private static Task<int> NumberTask(CancellationToken cancellationToken) => Number(cancellationToken).AsTask();

    private static ValueTask<int> WithState(string state, StageContext context) => new(state.Length);
}
