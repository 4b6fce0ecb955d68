using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Testing;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RecordingObserverTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void Events_are_kept_in_order_and_found_by_kind_and_stage()
    {
        var observer = new RecordingObserver();
        Send(observer, ResilienceEventKinds.StageStarted, "clone");
        Send(observer, ResilienceEventKinds.AttemptFailed, "clone");
        Send(observer, ResilienceEventKinds.StageStarted, "build");
        observer.Kinds.Should().Equal(ResilienceEventKinds.StageStarted, ResilienceEventKinds.AttemptFailed, ResilienceEventKinds.StageStarted);
        observer.Of(ResilienceEventKinds.StageStarted).Select(e => e.Stage.Name).Should().Equal("clone", "build");
        observer.Of("clone").Should().HaveCount(2);
        observer.Of("clone", ResilienceEventKinds.AttemptFailed | ResilienceEventKinds.RunEnded).Should().ContainSingle();
        observer.Clear();
        observer.Events.Should().BeEmpty();
    }

    [Test]
    public void It_asks_for_everything_unless_told_and_keeps_what_it_is_given()
    {
        new RecordingObserver().Interests.Should().Be(ResilienceEventKinds.All);
        var observer = new RecordingObserver(ResilienceEventKinds.RunEnded);
        observer.Interests.Should().Be(ResilienceEventKinds.RunEnded);
        Send(observer, ResilienceEventKinds.RunStarted, "clone");
        observer.Events.Should().ContainSingle("a runner that sends more than asked is a defect that must show");
    }

    [Test]
    public void A_copy_does_not_change_when_more_happens()
    {
        var observer = new RecordingObserver();
        IReadOnlyList<ResilienceEvent> before = observer.Events;
        Send(observer, ResilienceEventKinds.RunStarted, "clone");
        before.Should().BeEmpty();
    }

    [Test]
    public void Its_text_reads_as_a_log_with_times_when_it_knows_the_time()
    {
        var observer = new RecordingObserver(timeProvider: _time);
        _time.Advance(TimeSpan.FromSeconds(2));
        var error = new IOException("broken");
        observer.OnEvent(new ResilienceEvent
        {
            Kind = ResilienceEventKinds.RetryScheduled,
            Stage = "clone",
            RunId = "build-42",
            Attempt = 1,
            Timestamp = _time.GetTimestamp(),
            FailureKind = FailureKind.Network,
            Delay = TimeSpan.FromSeconds(30),
            Error = error,
        });
        observer.OnEvent(new ResilienceEvent { Kind = ResilienceEventKinds.CircuitChanged, Stage = "clone", CircuitTo = CircuitState.Open, Timestamp = _time.GetTimestamp() });
        observer.ToString().Should().Be(
            $"00:00:02  RetryScheduled clone run build-42 attempt 1, Network, wait 00:00:30: {FailureText.Of(error)}\n00:00:02  CircuitChanged clone Closed to Open\n");
        var timeless = new RecordingObserver();
        timeless.OnEvent(new ResilienceEvent { Kind = ResilienceEventKinds.CallRejected, Reason = StageReason.CircuitOpen, Duration = TimeSpan.FromMilliseconds(5) });
        timeless.ToString().Should().Be("CallRejected, circuit-open, took 00:00:00.0050000\n");
    }

    [Test]
    public void Events_from_many_threads_are_all_kept()
    {
        var observer = new RecordingObserver();
        Parallel.For(0, 20_000, i => Send(observer, ResilienceEventKinds.RunStarted, "clone", i + 1));
        observer.Events.Select(e => e.Attempt).Should().OnlyHaveUniqueItems().And.HaveCount(20_000);
    }

    private static void Send(RecordingObserver observer, ResilienceEventKinds kind, WorkflowStage stage, int attempt = 0) =>
        observer.OnEvent(new ResilienceEvent { Kind = kind, Stage = stage, Attempt = attempt });
}
