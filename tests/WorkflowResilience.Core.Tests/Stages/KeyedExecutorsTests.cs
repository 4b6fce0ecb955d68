using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class KeyedExecutorsTests
{
    private static readonly StagePolicy s_keyed = Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Fixed(S(60)) }, MaxKeys = 4 };

    private static readonly Func<CancellationToken, ValueTask> s_fails = _ => throw new IOException("down");

    [Test]
    public void One_bad_key_does_not_stop_the_others()
    {
        using var w = new Workbench(s_keyed, watched: ResilienceEventKinds.All);
        Try(w, w.Work.For("a"), s_fails);
        Try(w, w.Work.For("a"), _ => default).Reason.Should().Be(StageReason.CircuitOpen);
        Try(w, w.Work.For("b"), _ => default).IsSuccess.Should().BeTrue();
        Try(w, w.Work, _ => default).IsSuccess.Should().BeTrue();
        w.Seen.Of(ResilienceEventKinds.CircuitChanged).Should().ContainSingle().Which.Key.Should().Be("a");
        w.Seen.Of(ResilienceEventKinds.CallRejected).Should().ContainSingle().Which.LetThrough.Should().Be("being called 1 min later, as a probe");
        w.Work.Keys.Should().Equal("a", "b");
    }

    [Test]
    public void A_failure_tells_its_key()
    {
        using var w = new Workbench(s_keyed);
        StageFailure failure = Try(w, w.Work.For("mirror-7"), s_fails).Failure!;
        failure.Key.Should().Be("mirror-7");
        failure.ToString().Should().Contain("  key       mirror-7");
        Try(w, w.Work.For("mirror-7"), s_fails).Failure!.Key.Should().Be("mirror-7", "also when the call was refused");
    }

    [Test]
    public void A_key_has_its_own_budget_unless_the_budget_names_a_target()
    {
        using var own = new Workbench(s_keyed with { RetryBudget = RetryBudgetPolicy.Default });
        own.Work.For("a").Runtime.Budget.Should().NotBeSameAs(own.Work.For("b").Runtime.Budget).And.NotBeSameAs(own.Work.Runtime.Budget);
        using var shared = new Workbench(s_keyed with { RetryBudget = new RetryBudgetPolicy { Target = "git" } });
        shared.Work.For("a").Runtime.Budget.Should().BeSameAs(shared.Work.For("b").Runtime.Budget);
    }

    [Test]
    public void The_keys_of_a_stage_share_its_bulkhead()
    {
        using var w = new Workbench(s_keyed with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } });
        w.Time.Run(() => w.Work.For("a").RunAsync(async _ => (await w.Work.For("b").TryRunAsync(_ => default)).Reason.Should().Be(StageReason.BulkheadFull)));
    }

    [Test]
    public void The_oldest_key_with_nothing_to_forget_makes_room()
    {
        using var w = new Workbench(s_keyed);
        foreach (string key in (string[])["a", "b", "c", "d"]) Try(w, w.Work.For(key), key == "a" ? s_fails : _ => default);
        Try(w, w.Work.For("e"), _ => default);
        w.Work.Keys.Should().Equal("a", "c", "d", "e");
    }

    [Test]
    public void When_no_key_may_go_the_new_one_works_without_being_kept_and_is_counted()
    {
        using var w = new Workbench(s_keyed with { RetryBudget = RetryBudgetPolicy.Default });
        foreach (string key in (string[])["a", "b", "c", "d"]) Try(w, w.Work.For(key), s_fails);
        StageExecutor guest = w.Work.For("e");
        Try(w, guest, _ => default).IsSuccess.Should().BeTrue();
        (w.Work.KeysNotKept, w.Work.Keys.Count).Should().Be((1, 4));
        guest.Runtime.Budget.Should().BeSameAs(w.Work.Runtime.Budget);
        foreach (string key in w.Work.Keys) Try(w, w.Work.For(key), _ => default).Reason.Should().Be(StageReason.CircuitOpen);
    }

    [Test]
    public void An_executor_that_was_given_up_finds_the_keys_present_circuit()
    {
        using var w = new Workbench(s_keyed with { MaxKeys = 1 });
        StageExecutor old = w.Work.For("a");
        w.Work.For("b");
        w.Work.Keys.Should().Equal("b");
        Try(w, old, s_fails);
        w.Work.Keys.Should().Equal(["a"], "its call brought it back");
        Try(w, w.Work.For("a"), _ => default).Reason.Should().Be(StageReason.CircuitOpen);
        Try(w, old, _ => default).Reason.Should().Be(StageReason.CircuitOpen);
    }

    [Test]
    public void A_new_policy_reaches_every_key_and_leaves_its_circuit_open()
    {
        using var w = new Workbench(s_keyed);
        StageExecutor key = w.Work.For("a");
        Try(w, key, s_fails);
        w.Runner.TryReconfigure("Work", s_keyed with { MaxAttempts = 9 }, out _).Should().BeTrue();
        key.Policy.MaxAttempts.Should().Be(9);
        key.Circuit!.State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void An_executor_is_built_once_a_key_whatever_the_threads_do()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Work"] = s_keyed with { MaxKeys = 1000 });
        StageExecutor[][] seen = new StageExecutor[4][];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(t => new Thread(() => seen[t] = [.. Enumerable.Range(0, 500).Select(i => runner["Work"].For($"k{i}"))]))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        for (int i = 0; i < 500; i++) seen.Select(s => s[i]).Distinct().Should().ContainSingle();
    }

    [TestCase(null, 0)] // every healthy key may go
    [TestCase(0.5, 499_000)] // a window keeps a healthy key, so that most newcomers find no room
    public void Half_a_million_keys_take_bounded_memory_and_no_open_circuit_is_forgotten(double? ratio, long notKept)
    {
        using var w = new Workbench(s_keyed with { MaxKeys = 1024, RetryBudget = RetryBudgetPolicy.Default, CircuitBreaker = s_keyed.CircuitBreaker! with { FailureRatio = ratio } });
        for (int i = 0; i < 500; i++) Try(w, w.Work.For($"bad-{i}"), s_fails);
        for (int i = 0; i < 2000; i++) _ = w.Work.For($"warm-{i}");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 500_000; i++) _ = w.Work.For($"key-{i}").TryRunAsync(_ => default).Result;
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        w.Work.Keys.Should().HaveCount(1024);
        w.Work.KeysNotKept.Should().BeInRange(notKept, notKept + 1000);
        grown.Should().BeLessThan(8_000_000);
        for (int i = 0; i < 500; i++) Try(w, w.Work.For($"bad-{i}"), _ => default).Reason.Should().Be(StageReason.CircuitOpen, "bad-{0} has not been forgotten", i);
        TestContext.Out.WriteLine($"grown by {grown:N0} bytes; not kept: {w.Work.KeysNotKept:N0}");
    }

    [Test]
    public void A_key_of_a_key_and_an_empty_key_are_refused()
    {
        using var w = new Workbench(s_keyed);
        ((Action)(() => w.Work.For(""))).Should().Throw<ArgumentException>();
        ((Action)(() => w.Work.For("a").For("b"))).Should().Throw<InvalidOperationException>().WithMessage("*runner[\"Work\"].For(*");
        WorkflowRunner.PassThrough["Anything"].For("a").Should().NotBeNull();
    }

    private static StageOutcome Try(Workbench w, StageExecutor executor, Func<CancellationToken, ValueTask> action) => w.Time.Run(() => executor.TryRunAsync(action));
}
