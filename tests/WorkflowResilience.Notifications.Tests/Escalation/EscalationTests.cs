using System.Collections.Immutable;

namespace WorkflowResilience.Notifications.Tests.Escalation;

internal sealed class EscalationTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableSortedDictionary<string, string> s_labels = ImmutableSortedDictionary<string, string>.Empty;

    private static Notification Failure(FailureSeverity severity) => new() { Kind = NotificationKind.WorkflowFailed, Severity = severity, Summary = "Clone failed", Workflow = "release" };

    private static EscalationRule Rule(string name = "managers") =>
        new() { Name = name, Channels = ["pager"], Delay = TimeSpan.FromMinutes(15), RepeatEvery = TimeSpan.FromMinutes(30), MaxRepeats = 2 };

    private static readonly string s_key = IncidentKey.Of(Failure(FailureSeverity.Critical))!;

    private static Incident Publish(IncidentBook book, EscalationBook escalations, FailureSeverity severity, DateTimeOffset now)
    {
        Incident incident = book.Record(Failure(severity), s_key, now, out _).Incident!;
        return book.Set(escalations.Begin(incident, s_labels));
    }

    private static List<double> MinutesOf(IncidentBook book, EscalationBook escalations, int until, Func<int, bool>? isMuted = null, int from = 0)
    {
        List<double> minutes = [];
        for (int minute = from; minute <= until; minute++)
        {
            minutes.AddRange(escalations.Take(book, s_start.AddMinutes(minute), _ => isMuted?.Invoke(minute) ?? false, []).Select(_ => (double)minute));
        }

        return minutes;
    }

    [Test]
    public void Trap23_The_delay_counts_from_the_opening_and_repeats_end()
    {
        IncidentBook book = new(100);
        EscalationBook escalations = new([Rule()]);
        Publish(book, escalations, FailureSeverity.Critical, s_start);
        MinutesOf(book, escalations, 600).Should().Equal(15, 45, 75);
        EscalationBook.Forgotten(book).Should().BeEmpty();
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Trap23_E4_An_acknowledgement_or_the_end_stops_it_before_the_next_step(bool resolves)
    {
        IncidentBook book = new(100);
        EscalationBook escalations = new([Rule()]);
        Publish(book, escalations, FailureSeverity.Critical, s_start);
        MinutesOf(book, escalations, 20).Should().Equal(15);
        if (resolves) book.Resolve(s_key, "ann", s_start.AddMinutes(20));
        else book.Acknowledge(s_key, "ann", s_start.AddMinutes(20));
        MinutesOf(book, escalations, 600, from: 21).Should().BeEmpty();
    }

    [Test]
    public void A_rule_that_does_not_stop_on_acknowledgement_goes_on()
    {
        IncidentBook book = new(100);
        EscalationBook escalations = new([Rule() with { StopOnAcknowledge = false }]);
        Publish(book, escalations, FailureSeverity.Critical, s_start);
        book.Acknowledge(s_key, "ann", s_start);
        MinutesOf(book, escalations, 600).Should().Equal(15, 45, 75);
    }

    [Test]
    public void Trap23_E5_A_changed_rule_leaves_the_courses_that_began()
    {
        IncidentBook book = new(100);
        Incident stored = Incident.Load(Publish(book, new EscalationBook([Rule()]), FailureSeverity.Critical, s_start).Save());
        IncidentBook later = new(100);
        EscalationBook changed = new([Rule() with { Delay = TimeSpan.FromHours(5) }]);
        later.Restore(stored);
        changed.Watch(stored);
        MinutesOf(later, changed, 600).Should().Equal(15, 45, 75);
    }

    [Test]
    public void Trap23_E6_One_that_opens_again_begins_its_course_anew()
    {
        IncidentBook book = new(100);
        EscalationBook escalations = new([Rule()]);
        Publish(book, escalations, FailureSeverity.Critical, s_start);
        MinutesOf(book, escalations, 50).Should().Equal(15, 45);
        book.Resolve(s_key, "ann", s_start.AddMinutes(50));
        Publish(book, escalations, FailureSeverity.Critical, s_start.AddMinutes(60)).Generation.Should().Be(2);
        MinutesOf(book, escalations, 600, from: 60).Should().Equal(75, 105, 135);
    }

    [Test]
    public void Trap23_E7_A_graver_failure_brings_in_the_rules_that_hold_now()
    {
        IncidentBook book = new(100);
        EscalationBook escalations = new([Rule()]);
        Publish(book, escalations, FailureSeverity.Low, s_start);
        MinutesOf(book, escalations, 100).Should().BeEmpty();
        Publish(book, escalations, FailureSeverity.Critical, s_start.AddMinutes(100));
        MinutesOf(book, escalations, 600, from: 100).Should().Equal([100, 130, 160], "it has been open for longer than the delay");
    }

    [Test]
    public void Trap23_E8_A_rule_that_cannot_work_is_refused_by_name()
    {
        EscalationRule rule = new() { Name = "x", Channels = ["pagr"], Delay = TimeSpan.FromDays(31), RepeatEvery = TimeSpan.FromSeconds(1), MaxRepeats = -1 };
        string[] problems = [.. rule.Problems(new HashSet<string>(StringComparer.Ordinal) { "pager" })];
        problems.Should().HaveCount(4);
        problems[0].Should().Contain("'pagr'").And.Contain("'pager'");
        Rule().Problems(new HashSet<string>(StringComparer.Ordinal) { "pager" }).Should().BeEmpty();
        (Rule() with { Channels = [] }).Problems(new HashSet<string>()).Should().ContainSingle();
    }

    [Test]
    public void Trap23_E9_After_a_pause_overdue_steps_are_one()
    {
        IncidentBook book = new(100);
        EscalationBook escalations = new([Rule()]);
        Publish(book, escalations, FailureSeverity.Critical, s_start);
        MinutesOf(book, escalations, 1000, from: 500).Should().Equal(500, 530, 560);
    }

    [Test]
    public void A_silenced_step_waits_for_the_next_time_and_is_not_counted()
    {
        IncidentBook book = new(100);
        EscalationBook escalations = new([Rule()]);
        Publish(book, escalations, FailureSeverity.Critical, s_start);
        MinutesOf(book, escalations, 600, minute => minute < 40).Should().Equal(45, 75, 105);
    }

    [Test]
    public void Several_rules_are_levels()
    {
        IncidentBook book = new(100);
        EscalationBook escalations = new([Rule() with { RepeatEvery = null }, Rule("directors") with { Delay = TimeSpan.FromHours(1), RepeatEvery = null }]);
        Publish(book, escalations, FailureSeverity.Critical, s_start);
        escalations.Take(book, s_start.AddMinutes(15), _ => false, []).Select(s => (s.Rule, s.Level)).Should().Equal(("managers", 1));
        escalations.Take(book, s_start.AddMinutes(60), _ => false, []).Select(s => (s.Rule, s.Level)).Should().Equal(("directors", 1));
    }
}
