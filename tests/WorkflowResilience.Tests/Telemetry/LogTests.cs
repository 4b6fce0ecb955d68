using System.Reflection;
using Microsoft.Extensions.Logging;
using WorkflowResilience.Telemetry;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>What reaches the host's log.</summary>
[TestFixture]
public sealed class LogTests
{
    private static readonly StageFailure s_failure = new() { Id = "F-1", Stage = "Work", Reason = StageReason.AttemptsExhausted, Message = "broken", History = [], Advice = "look" };

    // Louder in a run.
    private static readonly int[] s_dynamic = [1150, 1154, 1155];

    private static IEnumerable<ResilienceEvent> OneOfEach() =>
    [
        new() { Kind = ResilienceEventKinds.RunStarted },
        new() { Kind = ResilienceEventKinds.RunEnded },
        new() { Kind = ResilienceEventKinds.RunEnded, Reason = StageReason.AttemptsExhausted, Failure = s_failure },
        new() { Kind = ResilienceEventKinds.RunEnded, Reason = StageReason.Cancelled },
        new() { Kind = ResilienceEventKinds.StageStarted },
        new() { Kind = ResilienceEventKinds.StageSucceeded, Attempt = 1 },
        new() { Kind = ResilienceEventKinds.StageSucceeded, Attempt = 2 },
        new() { Kind = ResilienceEventKinds.StageFailed, Attempt = 1, Failure = s_failure },
        new() { Kind = ResilienceEventKinds.StageCancelled },
        new() { Kind = ResilienceEventKinds.AttemptStarted },
        new() { Kind = ResilienceEventKinds.AttemptSucceeded },
        new() { Kind = ResilienceEventKinds.AttemptFailed },
        new() { Kind = ResilienceEventKinds.RetryScheduled },
        new() { Kind = ResilienceEventKinds.AttemptAbandoned },
        new() { Kind = ResilienceEventKinds.LateOutcome },
        new() { Kind = ResilienceEventKinds.CircuitChanged, CircuitTo = CircuitState.Open },
        new() { Kind = ResilienceEventKinds.CircuitChanged, CircuitTo = CircuitState.HalfOpen },
        new() { Kind = ResilienceEventKinds.CircuitChanged, CircuitTo = CircuitState.Closed },
        new() { Kind = ResilienceEventKinds.CircuitChanged, CircuitTo = CircuitState.Isolated },
        new() { Kind = ResilienceEventKinds.CallRejected },
        new() { Kind = ResilienceEventKinds.RetryRefused },
        new() { Kind = ResilienceEventKinds.HedgeStarted },
        new() { Kind = ResilienceEventKinds.HedgeRefused },
        new() { Kind = ResilienceEventKinds.FallbackUsed },
        new() { Kind = ResilienceEventKinds.FallbackFailed },
        new() { Kind = ResilienceEventKinds.FailureRateRaised, Failure = s_failure },
        new() { Kind = ResilienceEventKinds.FailureRateSettled, Failure = s_failure },
        new() { Kind = ResilienceEventKinds.StageRateRaised, Failure = s_failure },
        new() { Kind = ResilienceEventKinds.StageRateSettled, Failure = s_failure },
        new() { Kind = ResilienceEventKinds.FailureAnalyzed, Failure = s_failure, Gaps = AnalysisGaps.Rate },
        new() { Kind = ResilienceEventKinds.FailureAnalyzed, Failure = s_failure with { AnalysisSkipped = ["capture: no time left"] }, Gaps = AnalysisGaps.Rate | AnalysisGaps.Budget },
        new() { Kind = ResilienceEventKinds.PatternsChanged, PatternFile = "acme.json", Pack = "acme 1.0.0" },
        new() { Kind = ResilienceEventKinds.PatternsRemoved, PatternFile = "acme.json", Pack = "acme 1.0.0" },
        new() { Kind = ResilienceEventKinds.PatternsRefused, PatternFile = "acme.json", Problems = ["version: none"] },
        new() { Kind = ResilienceEventKinds.PolicyChanged },
        new() { Kind = ResilienceEventKinds.PolicyRefused },
        new() { Kind = ResilienceEventKinds.CallbackFailed },
    ];

    [Test]
    public void Every_kind_of_event_has_its_message_with_the_declared_level()
    {
        var logs = new RecordedLogs(LogLevel.Trace);
        var observer = new LogObserver(logs);
        OneOfEach().Select(e => e.Kind).Distinct().Should().HaveCount(Enum.GetValues<ResilienceEventKinds>().Length - 2, "each kind is tried");

        foreach (ResilienceEvent e in OneOfEach()) observer.OnEvent(e with { Stage = "Work" });

        logs.Categories.Should().Equal("WorkflowResilience");
        logs.Lines.Select(l => l.Id.Id).Should().Equal(Declared.OrderBy(d => d.EventId).Select(d => d.EventId));
        foreach (LogLine line in logs.Lines.Where(l => !s_dynamic.Contains(l.Id.Id))) line.Level.Should().Be(Declared.Single(d => d.EventId == line.Id.Id).Level, line.Id.Name);
    }

    [Test]
    public void Nothing_is_written_below_the_level_that_is_enabled()
    {
        foreach (LogLevel level in (LogLevel[])[LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error, LogLevel.Critical])
        {
            var logs = new RecordedLogs(level);
            var observer = new LogObserver(logs);

            foreach (ResilienceEvent e in OneOfEach()) observer.OnEvent(e with { Stage = "Work" });

            logs.Lines.Should().NotContain(l => l.Level < level).And.HaveCount(Declared.Count(d => (s_dynamic.Contains(d.EventId) ? LogLevel.Debug : d.Level) >= level));
        }
    }

    [Test]
    public void Ids_are_unique_and_stand_in_their_ranges()
    {
        (int From, int To)[] ranges = [(1000, 1019), (1100, 1109), (1150, 1159), (1200, 1209), (1500, 1509), (1900, 1909)];

        Declared.Select(d => d.EventId).Should().OnlyHaveUniqueItems().And.OnlyContain(id => ranges.Any(r => id >= r.From && id <= r.To));
        Declared.Select(d => d.EventName).Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void A_retry_and_the_recovery_after_it_are_told_with_their_facts()
    {
        var logs = new RecordedLogs(LogLevel.Information);
        using var bench = new TelemetryBench(TelemetryBench.Retrying, new LogObserver(logs));

        bench.PlayRun("build-42", "ci", Step.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "reset")), Step.Succeed());

        logs.Lines.Select(l => l.Text).Should().Equal(
            "Stage Work of run 'build-42': attempt 1 failed after 0 s (Network); the next begins in 1 s: HttpRequestException: reset",
            "Stage Work of run 'build-42' succeeded at attempt 2 after 1 s.",
            "Run 'build-42' of workflow 'ci' succeeded after 1 s.");
        logs.Lines[0].Level.Should().Be(LogLevel.Warning);
        logs.Lines[0].Facts.Should().Contain(new Dictionary<string, object?>
        {
            ["stage"] = "Work",
            ["runId"] = "build-42",
            ["workflow"] = "ci",
            ["key"] = null,
            ["Attempt"] = 1,
            ["FailureKind"] = "Network",
            ["DelaySeconds"] = 1.0,
        });
    }

    [Test]
    public void At_information_level_retries_are_told_outside_runs_too()
    {
        var logs = new RecordedLogs(LogLevel.Information);
        using var bench = new TelemetryBench(TelemetryBench.Retrying, new LogObserver(logs));

        bench.Play(Step.Fail(FailureKind.Network), Step.Succeed());
        bench.Play(Step.Succeed());

        logs.Lines.Select(l => l.Id.Name).Should().Equal("RetryScheduled", "StageRecovered");
    }

    [Test]
    public void A_failure_for_good_is_an_error_with_its_id_reason_and_advice()
    {
        var logs = new RecordedLogs(LogLevel.Error);
        using var bench = new TelemetryBench(TelemetryBench.Retrying with { MaxAttempts = 1 }, new LogObserver(logs));

        StageFailure failure = bench.Play(Step.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "reset"))).Failure!;

        LogLine line = logs.Lines.Should().ContainSingle().Which;
        line.Text.Should().Be($"Stage Work failed at attempt 1 after 0 s (attempts-exhausted, Network, {failure.Id}): {failure.Message}; next: {failure.Advice}");
        line.Facts["FailureId"].Should().Be(failure.Id);
        line.Facts["letThrough"].Should().Be(failure.LetThrough);
    }

    [Test]
    public void A_refused_call_is_a_warning_in_a_run_and_for_debugging_outside()
    {
        var logs = new RecordedLogs(LogLevel.Debug);
        using var bench = new TelemetryBench(TelemetryBench.Breaking, new LogObserver(logs));
        bench.Work.Circuit!.Isolate();

        bench.Play(Step.Succeed());
        bench.PlayRun("build-42", "ci", Step.Succeed());

        logs.Lines.Where(l => l.Id.Id == 1150).Select(l => l.Level).Should().Equal(LogLevel.Debug, LogLevel.Warning);
        logs.Lines.Last(l => l.Id.Id == 1150).Text.Should().Be("Stage Work of run 'build-42': the call was refused (circuit-isolated). What was missing: a reset of the circuit by hand.");
        logs.Lines.Should().NotContain(l => l.Id.Id == 1007, "the refusal has said it");
    }

    [Test]
    public void A_refused_policy_is_told_with_all_that_is_wrong()
    {
        var logs = new RecordedLogs(LogLevel.Error);
        using var bench = new TelemetryBench(TelemetryBench.Retrying, new LogObserver(logs));

        bench.Runner.TryReconfigure("Work", new StagePolicy { MaxAttempts = 0, AbandonGrace = TimeSpan.FromSeconds(-3) }, out IReadOnlyList<string> problems).Should().BeFalse();

        problems.Should().HaveCountGreaterThan(1);
        foreach (string problem in problems) logs.Lines.Single().Text.Should().Contain(problem);
    }

    [Test]
    public void A_refused_configuration_names_no_stage()
    {
        var logs = new RecordedLogs(LogLevel.Error);
        using var bench = new TelemetryBench(TelemetryBench.Retrying, new LogObserver(logs));

        bench.Runner.TryReconfigure(new WorkflowRunnerOptions { MaxConcurrentRetries = 0 }, out _).Should().BeFalse();

        logs.Lines.Should().ContainSingle().Which.Text.Should().StartWith("The runner's new configuration was refused and the old one stays: MaxConcurrentRetries is 0;");
    }

    [Test]
    public void Neither_a_secret_nor_an_exception_object_reaches_the_log()
    {
        string secret = string.Concat("hun", "ter", "2");
        string url = $"https://ci:{secret}@git.example.org/x";
        var logs = new RecordedLogs(LogLevel.Trace);
        using var bench = new TelemetryBench(TelemetryBench.Retrying, new LogObserver(logs));

        bench.Play(Step.Fail(new HttpRequestException(HttpRequestError.ConnectionError, $"cannot reach {url}")), Step.Fail(new InvalidOperationException(url)));
        bench.Play(bench.Work.For(url), Step.Succeed());
        bench.Time.Run(() => bench.Runner.TryRunAsync("build-42", _ => throw new InvalidOperationException(url)));

        logs.Lines.Should().HaveCountGreaterThan(8).And.OnlyContain(l => l.Exception == null);
        logs.Lines.SelectMany(l => l.Facts.Values.Select(v => v?.ToString() ?? "").Append(l.Text)).Should().NotContain(t => t.Contains(secret, StringComparison.Ordinal))
            .And.Contain(t => t.Contains("git.example.org", StringComparison.Ordinal));
    }

    [Test]
    public void A_key_cannot_forge_a_line()
    {
        var logs = new RecordedLogs(LogLevel.Debug);
        using var bench = new TelemetryBench(TelemetryBench.Retrying, new LogObserver(logs));

        bench.Play(bench.Work.For("a\nfail: forged\u2028"), Step.Succeed());

        logs.Lines.Should().OnlyContain(l => !l.Text.Any(char.IsControl)).And.Contain(l => l.Text.StartsWith("Stage Work for 'a fail: forged '", StringComparison.Ordinal));
    }

    private static LoggerMessageAttribute[] Declared =>
        [.. typeof(Log).GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()!).Where(a => a is not null)];
}
