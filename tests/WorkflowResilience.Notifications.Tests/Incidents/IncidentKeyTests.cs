namespace WorkflowResilience.Notifications.Tests.Incidents;

internal sealed class IncidentKeyTests
{
    private static readonly Notification s_failure = new() { Kind = NotificationKind.WorkflowFailed, Summary = "Clone failed", Workflow = "release", Fingerprint = "f1" };

    [Test]
    public void Trap25_Attempt_time_severity_and_text_do_not_make_another_incident()
    {
        string? key = IncidentKey.Of(s_failure);
        key.Should().MatchRegex("^[0-9a-f]{64}$");
        Notification other = s_failure with
        {
            Attempts = 4,
            OccurredAt = DateTimeOffset.UnixEpoch,
            Severity = FailureSeverity.Fatal,
            Summary = "Clone failed again",
            RunId = "r2",
            Kind = NotificationKind.RetriesExhausted,
        };
        IncidentKey.Of(other).Should().Be(key);
    }

    [Test]
    public void Trap25_Parts_do_not_run_into_each_other()
    {
        string?[] keys =
        [
            IncidentKey.Of(s_failure), IncidentKey.Of(s_failure with { Workflow = "releas", Fingerprint = "ef1" }), IncidentKey.Of(s_failure with { Workflow = "other" }),
            IncidentKey.Of(s_failure with { Fingerprint = "f2" }), IncidentKey.Of(s_failure with { DedupKey = "own" }), IncidentKey.Of(s_failure with { Fingerprint = null }),
        ];
        keys.Should().OnlyHaveUniqueItems().And.NotContainNulls();
    }

    [Test]
    public void Trap25_Without_anything_that_identifies_it_there_is_no_key()
    {
        IncidentKey.Of(new Notification { Kind = NotificationKind.WorkflowFailed, Summary = "x" }).Should().BeNull();
        IncidentKey.Of(s_failure with { Kind = NotificationKind.WorkflowSucceeded }).Should().BeNull();
    }

    [Test]
    public void Trap10_What_ends_something_has_the_key_of_what_it_ends()
    {
        Notification opened = new() { Kind = NotificationKind.CircuitOpened, Summary = "x", Workflow = "release" };
        IncidentKey.Of(opened with { Kind = NotificationKind.CircuitClosed }).Should().Be(IncidentKey.Of(opened));
        IncidentKey.Of(s_failure with { Kind = NotificationKind.SystemRecovered }).Should().Be(IncidentKey.Of(s_failure));
    }
}
