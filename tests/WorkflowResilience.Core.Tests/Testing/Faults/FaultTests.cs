using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Testing.Faults;

/// <summary>What each fault does to a call, seen through a policy on virtual time.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FaultTests : IDisposable
{
    private readonly Workbench _bench = new(Plain with { AttemptTimeout = S(10) });
    private int _calls;

    public void Dispose() => _bench.Dispose();

    private FaultInjector Injector(params FaultRule[] rules) => FaultInjector.Create(o =>
    {
        o.EnvironmentName = "Test";
        o.TimeProvider = _bench.Time;
        o.Seed = 9;
        foreach (FaultRule rule in rules) o.Rules.Add(rule);
    });

    private FaultRule First(Fault fault) => new(fault) { Stage = "Work", Calls = [1] };

    private ValueTask Work(CancellationToken ct)
    {
        _calls++;
        return default;
    }

    private StageOutcome Try(FaultInjector faults) => _bench.Try(faults.Wrap("Work", Work));

    [Test]
    public void A_thrown_kind_is_classified_as_that_kind_and_the_delegate_is_not_called()
    {
        StageOutcome outcome = Try(Injector(new FaultRule(Fault.Throw(FailureKind.RateLimited))));
        (outcome.Failure!.Kind, outcome.Attempts, _calls).Should().Be((FailureKind.RateLimited, 3, 0));
        outcome.Failure.ToString().Should().Contain("Seed = 9UL");
    }

    [Test]
    public void A_thrown_exception_is_made_anew_for_each_hit_from_a_message_that_says_how_to_repeat_it()
    {
        List<string> messages = [];
        FaultInjector faults = Injector(new FaultRule(Fault.Throw(m =>
        {
            messages.Add(m);
            return new InvalidDataException(m);
        }))
        { Stage = "Work", Rate = 1, MaxHits = 2 });
        _bench.Time.Run(() => _bench.Runner.RunAsync("r", async run => await run.StageAsync("Work", faults.Wrap("Work", Work))));
        _calls.Should().Be(1);
        messages.Should().Equal(
            "Injected by fault rule 1 (Throw(custom), stage Work, at most 2 hits) into its call 1: Work in run r, attempt 1. To repeat it set Seed = 9UL.",
            "Injected by fault rule 1 (Throw(custom), stage Work, at most 2 hits) into its call 2: Work in run r, attempt 2. To repeat it set Seed = 9UL.");
    }

    [Test]
    public void Latency_adds_up_over_rules_and_then_the_delegate_runs()
    {
        FaultInjector faults = Injector(First(Fault.Latency(S(2))), First(Fault.Latency(S(3))));
        Try(faults).Attempts.Should().Be(1);
        (_bench.Time.Elapsed, _calls).Should().Be((S(5), 1));
        faults.Hits.Should().Equal(1, 1);
    }

    [Test]
    public void Latency_ends_with_the_attempt_and_comes_before_the_fault_after_it()
    {
        Try(Injector(First(Fault.Latency(S(11))))).Attempts.Should().Be(2);
        _bench.Time.Elapsed.Should().Be(S(11), "10 s of timeout and a wait of 1 s");
        Try(Injector(First(Fault.Latency(S(4))), First(Fault.Throw(FailureKind.Network)), First(Fault.Cancel()))).Attempts.Should().Be(2);
        _bench.Time.Elapsed.Should().Be(S(16));
    }

    [Test]
    public void Drawn_latency_stays_in_its_range_and_fills_it()
    {
        FaultInjector faults = Injector(new FaultRule(Fault.Latency(S(1), S(3))));
        Func<CancellationToken, ValueTask> work = faults.Wrap("Work", Work);
        List<double> waits = [];
        for (int i = 0; i < 500; i++)
        {
            TimeSpan before = _bench.Time.Elapsed;
            _bench.Time.Run(() => work(default));
            waits.Add((_bench.Time.Elapsed - before).TotalSeconds);
        }

        waits.Should().OnlyContain(w => w >= 1 && w <= 3);
        (waits.Min(), waits.Max()).Should().Match<(double Min, double Max)>(w => w.Min < 1.05 && w.Max > 2.95);
        waits.Average().Should().BeApproximately(2, 0.1);
    }

    [Test]
    public void A_hang_ends_with_the_attempts_token()
    {
        StageOutcome outcome = Try(Injector(First(Fault.Hang())));
        (outcome.Attempts, _calls, _bench.Time.Elapsed).Should().Be((2, 1, S(11)));
    }

    [Test]
    public void A_hang_that_ignores_cancellation_is_abandoned_and_ends_when_released()
    {
        FaultInjector faults = Injector(First(Fault.HangIgnoringCancellation()));
        StageOutcome outcome = Try(faults);
        (outcome.Reason, _bench.Time.Elapsed).Should().Be((StageReason.Abandoned, S(15)));
        int released = 0;
        _bench.Inline(() => released = faults.Release());
        (released, faults.Release()).Should().Be((1, 0));
    }

    [Test]
    public void A_cancellation_is_foreign()
    {
        StageOutcome outcome = Try(Injector(First(Fault.Cancel())));
        outcome.IsSuccess.Should().BeTrue("it was retried");
        _bench.Thrown(Injector(new FaultRule(Fault.Cancel())).Wrap("Work", Work)).InnerException.Should().BeOfType<OperationCanceledException>().Which.Message.Should().Contain("Seed = 9UL");
    }

    [Test]
    public void A_result_takes_the_place_of_the_delegate()
    {
        FaultInjector faults = Injector(First(Fault.Result(-1)));
        StageOutcome<int> outcome = _bench.Try(faults.Wrap("Work", ct => new ValueTask<int>(++_calls)));
        (outcome.Value, _calls).Should().Be((-1, 0));
    }

    [Test]
    public void A_made_result_is_another_at_each_hit()
    {
        FaultInjector faults = Injector(new FaultRule(Fault.Result(() => new MemoryStream())));
        Func<CancellationToken, ValueTask<MemoryStream>> work = faults.Wrap("Work", ct => new ValueTask<MemoryStream>(new MemoryStream()));
        _bench.Time.Run(() => work(default)).Should().NotBeSameAs(_bench.Time.Run(() => work(default)));
    }

    [Test]
    public void A_result_of_another_type_is_refused_for_its_stage_and_passed_over_for_any()
    {
        FaultInjector own = Injector(First(Fault.Result("text"))), any = Injector(new FaultRule(Fault.Result("text")));
        own.Invoking(f => f.Wrap("Work", Work)).Should().Throw<InvalidOperationException>()
            .WithMessage("The fault rule 'Result<String>, stage Work, calls 1' gives a result, but the delegate of the stage 'Work' has no result. Give Fault.Result exactly that type.");
        own.Invoking(f => f.Wrap("Work", ct => Task.FromResult(1))).Should().Throw<InvalidOperationException>().WithMessage("*returns Int32*");
        StageOutcome<int> told = _bench.Time.Run(() => _bench.Work.TryRunAsync(0, own.Wrap<int, int>((_, _) => new ValueTask<int>(1))));
        told.Failure!.ToString().Should().Contain("returns Int32");
        own.Wrap("Scan", Work).Should().NotBeNull();
        Try(any).IsSuccess.Should().BeTrue();
        any.Hits.Should().Equal(0);
    }

    [Test]
    public void Done_but_failed_lets_the_work_happen_disposes_its_result_and_fails()
    {
        List<Disposable> made = [];
        FaultInjector faults = Injector(First(Fault.DoneButFailed(FailureKind.Network)));
        StageOutcome<Disposable> outcome = _bench.Try(faults.Wrap("Work", ct =>
        {
            made.Add(new Disposable());
            return new ValueTask<Disposable>(made[^1]);
        }));
        made.Select(m => m.IsDisposed).Should().Equal(true, false);
        outcome.Value.Should().BeSameAs(made[1]);
    }

    [Test]
    public void Done_but_failed_keeps_the_delegates_own_failure()
    {
        FaultInjector faults = Injector(new FaultRule(Fault.DoneButFailed(m => new IOException(m))));
        _bench.Thrown(faults.Wrap("Work", _ => throw new FormatException("own"))).InnerException.Should().BeOfType<FormatException>();
        _bench.Thrown(faults.Wrap("Work", Work)).InnerException.Should().BeOfType<IOException>().Which.Message.Should().Contain("DoneButFailed(custom)");
        _calls.Should().Be(3);
    }

    [Test]
    public void A_factory_that_returns_null_is_named() =>
        _bench.Thrown(Injector(new FaultRule(Fault.Throw(_ => null!))).Wrap("Work", Work)).InnerException!.Message.Should().StartWith("A fault's factory returned null").And.Contain("rule 1");

    [Test]
    public async Task Every_shape_of_delegate_is_wrapped_in_its_shape()
    {
        FaultInjector faults = Injector(new FaultRule(Fault.Throw(FailureKind.Network)) { Calls = [1, 2, 3, 4, 5] });
        Func<CancellationToken, ValueTask> a = faults.Wrap("A", Work);
        Func<CancellationToken, Task> b = faults.Wrap("B", TaskWork);
        Func<CancellationToken, ValueTask<int>> c = faults.Wrap("C", ct => new ValueTask<int>(3));
        Func<CancellationToken, Task<int>> d = faults.Wrap("D", ct => Task.FromResult(4));
        Func<int, StageContext, ValueTask<int>> e = faults.Wrap<int, int>(static (state, _) => new ValueTask<int>(state));
        WorkflowRunner runner = WorkflowRunner.PassThrough;
        List<bool> failed = [];
        for (int round = 0; round < 2; round++)
        {
            failed.Add((await runner["A"].TryRunAsync(a)).IsSuccess);
            failed.Add((await runner["B"].TryRunAsync(b)).IsSuccess);
            failed.Add((await runner["C"].TryRunAsync(c)).TryGetValue(out int three) && three == 3);
            failed.Add((await runner["D"].TryRunAsync(d)).TryGetValue(out int four) && four == 4);
            failed.Add((await runner["E"].TryRunAsync(5, e)).TryGetValue(out int five) && five == 5);
        }

        failed.Should().Equal([.. Enumerable.Repeat(false, 5), .. Enumerable.Repeat(true, 5)]);

        static Task TaskWork(CancellationToken ct) => Task.CompletedTask;
    }

    [Test]
    public void A_call_that_no_rule_hits_is_the_delegates_own_task()
    {
        Task task = Task.FromResult(1);
        Func<CancellationToken, Task> work = _ => task;
        Injector(new FaultRule(Fault.Cancel()) { Rate = 0 }).Wrap("Work", work)(default).Should().BeSameAs(task);
    }

    private sealed class Disposable : IDisposable
    {
        internal bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
