using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Testing.Faults;

/// <summary>Which calls a rule hits.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FaultRuleTests
{
    private readonly ManualTimeProvider _time = new();

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    private FaultInjector Injector(Action<FaultInjectorOptions>? configure, params FaultRule[] rules) => FaultInjector.Create(o =>
    {
        o.EnvironmentName = "Test";
        o.TimeProvider = _time;
        o.Seed = 77;
        foreach (FaultRule rule in rules) o.Rules.Add(rule);
        configure?.Invoke(o);
    });

    private static FaultRule Rule() => new(Fault.Cancel());

    private static bool Hits(Func<CancellationToken, ValueTask> work) => work(default).IsCanceled;

    private static Func<CancellationToken, ValueTask> Wrap(FaultInjector faults, WorkflowStage stage) => faults.Wrap(stage, static _ => default);

    private static int[] HitCalls(FaultInjector faults, int calls)
    {
        Func<CancellationToken, ValueTask> work = Wrap(faults, "Work");
        return [.. Enumerable.Range(1, calls).Where(_ => Hits(work))];
    }

    [Test]
    public void A_window_holds_its_start_and_not_its_end()
    {
        FaultInjector faults = Injector(null, new FaultRule(Fault.Cancel()) { From = S(10), Until = S(20) });
        Func<CancellationToken, ValueTask> work = Wrap(faults, "Work");
        List<bool> hits = [];
        foreach (double at in (double[])[0, 9.9, 10, 19.9, 20, 30])
        {
            _time.Advance(S(at) - _time.Elapsed);
            hits.Add(Hits(work));
        }

        hits.Should().Equal(false, false, true, true, false, false);
        faults.Injected.Select(i => i.At).Should().Equal(S(10), S(19.9));
    }

    [Test]
    public void Calls_are_counted_over_the_rules_stage_whatever_other_rules_do()
    {
        FaultInjector faults = Injector(null, new FaultRule(Fault.Cancel()) { Calls = [1, 4] }, new FaultRule(Fault.Cancel()) { Stage = "Work", Calls = [1, 3] });
        Func<CancellationToken, ValueTask> work = Wrap(faults, "Work"), scan = Wrap(faults, "Scan");
        ((bool[])[Hits(work), Hits(scan), Hits(work), Hits(scan), Hits(work), Hits(work)]).Should().Equal(true, false, false, true, true, false);
        faults.Hits.Should().Equal(2, 1);
        faults.Injected.Select(i => (i.Stage.Name, i.Call)).Should().Equal(("Work", 1), ("Scan", 4), ("Work", 3));
    }

    [Test]
    public void A_rule_stops_at_its_most_hits() => HitCalls(Injector(null, new FaultRule(Fault.Cancel()) { MaxHits = 3 }), 10).Should().Equal(1, 2, 3);

    [Test]
    public void A_rate_is_kept([Values(0, 0.01, 0.3, 0.9, 1)] double rate)
    {
        FaultInjector faults = Injector(null, new FaultRule(Fault.Cancel()) { Rate = rate });
        int hits = HitCalls(faults, 10_000).Length;
        double sigma = Math.Sqrt(10_000 * rate * (1 - rate));
        hits.Should().BeInRange((int)((10_000 * rate) - (4 * sigma)), (int)((10_000 * rate) + (4 * sigma)));
    }

    [Test]
    public void Rules_draw_independently()
    {
        FaultRule half = new(Fault.Latency(TimeSpan.Zero)) { Rate = 0.5 };
        FaultInjector faults = Injector(o => o.InjectedCapacity = 100_000, half, new FaultRule(Fault.Latency(TimeSpan.Zero)) { Rate = 0.5 });
        HitCalls(faults, 10_000);
        int both = faults.Injected.GroupBy(i => i.Call).Count(g => g.Count() == 2);
        both.Should().BeInRange(2300, 2700);
    }

    [Test]
    public void The_switch_lets_calls_through_and_goes_on_counting_them()
    {
        FaultInjector faults = Injector(o => o.Enabled = false, new FaultRule(Fault.Cancel()) { Calls = [1, 3] });
        Func<CancellationToken, ValueTask> work = Wrap(faults, "Work");
        Hits(work).Should().BeFalse();
        faults.Enabled = true;
        Hits(work).Should().BeFalse();
        Hits(work).Should().BeTrue();
        faults.Enabled = false;
        Hits(work).Should().BeFalse();
        faults.Injected.Should().ContainSingle().Which.Call.Should().Be(3);
    }

    [Test]
    public void The_list_of_injected_faults_keeps_the_last()
    {
        FaultInjector faults = Injector(o => o.InjectedCapacity = 3, Rule());
        HitCalls(faults, 10);
        faults.Injected.Select(i => i.Call).Should().Equal(8, 9, 10);
        faults.Hits.Should().Equal(10);
        FaultInjector none = Injector(o => o.InjectedCapacity = 0, Rule());
        HitCalls(none, 2);
        none.Injected.Should().BeEmpty();
    }

    [Test]
    public void What_was_hit_is_told_with_run_and_attempt()
    {
        FaultInjector faults = Injector(null, Rule());
        _time.Run(() => WorkflowRunner.PassThrough.TryRunAsync("r", async run =>
        {
            await run.TryStageAsync("Work", Wrap(faults, "Work"));
            await run.TryStageAsync("Work", Wrap(faults, "Work"));
            await run.TryStageAsync("Scan", 0, faults.Wrap<int, int>((_, _) => default));
        }));
        HitCalls(faults, 1);
        faults.Injected.Select(i => (i.Stage.Name, i.RunId, i.Attempt, i.Call)).Should().Equal(("Work", "r", 1, 1), ("Work", "r", 2, 2), ("Scan", "r", 1, 3), ("Work", null, 0, 4));
        faults.ToString().Should().Be("rule 1: Cancel: 4 hits\nSeed = 77UL");
    }

    [Test]
    public void A_rule_says_what_differs_from_the_defaults()
    {
        new FaultRule(Fault.Latency(S(1), S(90))) { Stage = "Work", Rate = 0.25, From = S(60), Until = S(120), Calls = [1, 5], MaxHits = 7 }.ToString()
            .Should().Be("Latency(1s to 1m30s), stage Work, rate 0.25, from 1m, until 2m, calls 1 5, at most 7 hits");
        ((Fault[])[Fault.Throw(FailureKind.Network), Fault.Latency(S(1)), Fault.Hang(), Fault.HangIgnoringCancellation(), Fault.Result(1), Fault.DoneButFailed(FailureKind.Timeout)])
            .Select(f => new FaultRule(f).ToString())
            .Should().Equal("Throw(Network)", "Latency(1s)", "Hang", "HangIgnoringCancellation", "Result<Int32>", "DoneButFailed(Timeout)");
    }

    [Test]
    public void Most_hits_hold_exactly_under_real_threads_and_every_call_has_one_number()
    {
        const int Threads = 4, Each = 100_000, Most = Threads * Each / 2;
        FaultInjector faults = Injector(o => o.InjectedCapacity = 1_000_000, new FaultRule(Fault.Latency(TimeSpan.Zero)) { MaxHits = Most });
        Func<CancellationToken, ValueTask> work = Wrap(faults, "Work");
        using var together = new Barrier(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            together.SignalAndWait();
            for (int i = 0; i < Each; i++) work(default).GetAwaiter().GetResult();
        }))];
        foreach (Thread t in threads) t.Start();
        foreach (Thread t in threads) t.Join();
        faults.Hits.Should().Equal(Most);
        long[] calls = [.. faults.Injected.Select(i => i.Call)];
        (calls.Length, calls.Distinct().Count()).Should().Be((Most, Most));
    }
}
