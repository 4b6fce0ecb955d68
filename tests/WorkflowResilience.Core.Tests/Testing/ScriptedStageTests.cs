using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Testing;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ScriptedStageTests
{
    private readonly ManualTimeProvider _time = new();

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    private static async Task<string> Outcome<T>(ValueTask<T> call)
    {
        try
        {
            return $"{await call}";
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    [Test]
    public async Task Calls_follow_the_steps_and_the_last_step_repeats()
    {
        var stage = new ScriptedStage<int>(_time, Step.Fail(new FormatException("one")), Step.ReturnBad(-1), Step.Succeed(7));
        var seen = new List<string>();
        for (int i = 0; i < 5; i++) seen.Add(await Outcome(stage.RunAsync(default)));
        seen.Should().Equal("one", "-1", "7", "7", "7");
        stage.CallCount.Should().Be(5);
        stage.Calls.Select(c => c.Number).Should().Equal(1, 2, 3, 4, 5);
    }

    [Test]
    public async Task A_stage_without_a_result_follows_its_script_as_a_method_group()
    {
        var stage = new ScriptedStage(Step.Fail(new FormatException("one")), Step.Succeed());
        Func<CancellationToken, ValueTask> body = stage.RunAsync;
        Func<Task> first = () => body(default).AsTask();
        await first.Should().ThrowAsync<FormatException>();
        await body(default);
        Func<CancellationToken, ValueTask<int>> typed = new ScriptedStage<int>(Step.Succeed(1)).RunAsync;
        (await typed(default)).Should().Be(1);
    }

    [Test]
    public void A_step_that_needs_no_waiting_ends_synchronously()
    {
        new ScriptedStage<int>(Step.Succeed(1)).RunAsync(default).IsCompletedSuccessfully.Should().BeTrue();
        new ScriptedStage(Step.Cancel()).RunAsync(default).IsCanceled.Should().BeTrue();
    }

    [Test]
    public async Task Failures_are_the_same_object_or_made_anew_as_asked()
    {
        var same = new FormatException();
        var stage = new ScriptedStage(Step.Fail(same));
        (await Caught(stage)).Should().BeSameAs(same);
        (await Caught(stage)).Should().BeSameAs(same);
        int made = 0;
        var fresh = new ScriptedStage(Step.Fail(() => new FormatException($"{++made}")));
        (await Caught(fresh)).Message.Should().Be("1");
        (await Caught(fresh)).Message.Should().Be("2");

        var kind = new ScriptedStage(Step.Fail(FailureKind.RateLimited));
        Exception first = await Caught(kind);
        first.Should().BeOfType<ClassifiedFailureException>().Which.Kind.Should().Be(FailureKind.RateLimited);
        (await Caught(kind)).Should().NotBeSameAs(first);

        static async Task<Exception> Caught(ScriptedStage stage)
        {
            Func<Task> call = () => stage.RunAsync(default).AsTask();
            return (await call.Should().ThrowAsync<Exception>()).Which;
        }
    }

    [Test]
    public async Task Cancel_throws_a_cancellation_that_is_not_the_callers()
    {
        using var source = new CancellationTokenSource();
        Func<Task> call = () => new ScriptedStage(Step.Cancel()).RunAsync(source.Token).AsTask();
        OperationCanceledException thrown = (await call.Should().ThrowAsync<OperationCanceledException>()).Which;
        thrown.CancellationToken.Should().NotBe(source.Token);
        thrown.CancellationToken.IsCancellationRequested.Should().BeTrue();
    }

    [Test]
    public void Hang_ends_only_when_its_token_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var stage = new ScriptedStage(_time, Step.Hang());
        _time.Run(() =>
        {
            ValueTask call = stage.RunAsync(source.Token);
            _time.Advance(TimeSpan.FromDays(30));
            stage.Release().Should().Be(0);
            call.IsCompleted.Should().BeFalse();
            stage.Running.Should().Be(1);
            source.Cancel();
            call.IsCanceled.Should().BeTrue("it continues inline");
            stage.Running.Should().Be(0);
            return Task.CompletedTask;
        });
        stage.Calls[0].Token.Should().Be(source.Token);
    }

    [Test]
    public void Hang_ignoring_cancellation_ends_only_when_released_and_a_later_call_hangs_again()
    {
        var cancelled = new CancellationToken(true);
        var stage = new ScriptedStage<int>(_time, Step.HangIgnoringCancellation(Step.Succeed(5)), Step.HangIgnoringCancellation());
        _time.Run(() =>
        {
            ValueTask<int> first = stage.RunAsync(cancelled), second = stage.RunAsync(cancelled);
            first.IsCompleted.Should().BeFalse();
            stage.PeakRunning.Should().Be(2);
            stage.Release().Should().Be(2);
            first.Result.Should().Be(5);
            second.IsCanceled.Should().BeTrue();
            stage.RunAsync(cancelled).IsCompleted.Should().BeFalse();
            stage.Running.Should().Be(1);
            stage.PeakRunning.Should().Be(2);
            return Task.CompletedTask;
        });
    }

    [Test]
    public void Delay_waits_on_the_scripts_time_and_the_calls_keep_when_they_began()
    {
        var stage = new ScriptedStage<string>(_time, Step.Delay(S(3), Step.Succeed("late")), Step.Delay(S(1), Step.Delay(S(1), Step.Fail(new FormatException("later")))));
        _time.Run(async () =>
        {
            (await stage.RunAsync(default)).Should().Be("late");
            (await Outcome(stage.RunAsync(default))).Should().Be("later");
            await stage.RunAsync(new CancellationToken(true)).AsTask().ContinueWith(t => t.IsCanceled.Should().BeTrue(), TaskContinuationOptions.ExecuteSynchronously);
        });
        _time.Elapsed.Should().Be(S(5));
        stage.Calls.Select(c => c.At).Should().Equal(TimeSpan.Zero, S(3), S(5));
    }

    [Test]
    public void Scripts_that_say_nothing_are_refused()
    {
        FluentActions.Invoking(() => new ScriptedStage()).Should().Throw<ArgumentException>().WithMessage("*at least one*");
        FluentActions.Invoking(() => new ScriptedStage(_time, Step.Succeed(), null!)).Should().Throw<ArgumentException>().WithMessage("*null*");
        FluentActions.Invoking(() => new ScriptedStage<int>(default(Step<int>))).Should().Throw<ArgumentException>().WithMessage("*Step.Succeed*");
        FluentActions.Invoking(() => new ScriptedStage<int>(Step.Delay(S(1), Step.Succeed()))).Should().Throw<ArgumentException>().WithMessage("*Int32*Step.Succeed(value)*");
        FluentActions.Invoking(() => Step.Delay(S(-1), Step.Succeed())).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Test]
    public void Calls_from_many_threads_are_each_counted_once()
    {
        var stage = new ScriptedStage<int>(Step.Fail(new FormatException()), Step.Succeed(1));
        int failures = 0;
        Parallel.For(0, 20_000, _ =>
        {
            if (!stage.RunAsync(default).IsCompletedSuccessfully) Interlocked.Increment(ref failures);
        });
        failures.Should().Be(1);
        stage.CallCount.Should().Be(20_000);
        stage.Calls.Select(c => c.Number).Should().BeInAscendingOrder();
        stage.Running.Should().Be(0);
    }
}
