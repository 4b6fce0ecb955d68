using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.History;

[TestFixture]
public sealed class FailureHistoryTests
{
    private static readonly string s_one = HistoryBench.Fingerprint(1);

    private static readonly StageFailure s_failure = Failures.Samples.Failure(StageReason.AttemptsExhausted);

    [Test]
    public void A_failure_is_told_what_came_before_it()
    {
        HistoryBench bench = new();
        DateTimeOffset start = bench.Time.GetUtcNow();
        FailureRecurrence first = bench.Record(1).Recurrence;
        first.Should().BeEquivalentTo(new { Fingerprint = s_one, Count = 1L, Overcount = 0L, FirstSeen = start, LastSeen = (DateTimeOffset?)null, IsRising = false, Similar = Array.Empty<string>() });
        first.Line.Should().Be("connect to <host> failed: timed out after <n> ms");

        bench.Time.Advance(TimeSpan.FromHours(1));
        bench.Record(1).Recurrence.Should().BeEquivalentTo(new { Count = 2L, FirstSeen = start, LastSeen = (DateTimeOffset?)start });
        bench.History.Find(s_one)!.LastSeen.Should().Be(start + TimeSpan.FromHours(1));
        bench.History.Find(HistoryBench.Fingerprint(2)).Should().BeNull();
    }

    [Test]
    public void The_last_occurrences_are_kept_the_newest_first()
    {
        HistoryBench bench = new(new FailureHistoryOptions { MaxOccurrences = 3 });
        for (int i = 0; i < 5; i++)
        {
            bench.Record(1, runId: i == 4 ? null : $"build-{i}");
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        IReadOnlyList<FailureOccurrence> kept = bench.History.Occurrences(s_one);
        kept.Select(o => o.RunId).Should().Equal(null, "build-3", "build-2");
        kept[0].Should().Be(new FailureOccurrence
        {
            Time = bench.Time.GetUtcNow() - TimeSpan.FromMinutes(1),
            FailureId = FailureId.Text(5),
            Stage = WorkflowStage.RepositoryClone,
            Reason = StageReason.AttemptsExhausted,
            Attempts = 3,
        });
    }

    [Test]
    public void Texts_are_bounded_without_cutting_a_character_in_two()
    {
        HistoryBench bench = new();
        bench.Record(1, runId: new string('r', 63) + "😀", line: new string('l', 255) + "😀" + new string('l', 900));
        bench.History.Find(s_one)!.Line.Should().Be(new string('l', 255));
        bench.History.Occurrences(s_one)[0].RunId.Should().Be(new string('r', 63));
    }

    [Test]
    public void Failures_of_one_family_know_each_other_the_most_frequent_first()
    {
        HistoryBench bench = new();
        for (int i = 1; i <= 20; i++)
        {
            for (int n = 0; n < i; n++) bench.Record(i, family: 7);
        }

        bench.Record(50, family: 8).Recurrence.Similar.Should().BeEmpty();
        bench.Record(20, family: 7).Recurrence.Similar.Should().Equal(((int[])[19, 18, 17, 16, 15]).Select(n => HistoryBench.Fingerprint(n)));
        bench.History.Similar(HistoryBench.Fingerprint(15)).Select(f => f.Count).Should().Equal(21, 19, 18, 17, 16, 14, 13, 12);
    }

    [Test]
    public void Who_comes_too_late_is_new_again()
    {
        HistoryBench bench = new();
        bench.Record(1);
        bench.Time.Advance(TimeSpan.FromDays(30));
        bench.Record(1).Recurrence.Count.Should().Be(2);
        bench.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        bench.History.Find(s_one).Should().BeNull();
        bench.History.Expired.Should().Be(1);
        bench.Record(1).Recurrence.Count.Should().Be(1);
    }

    [Test]
    public void A_change_of_the_wall_clock_forgets_nothing_and_raises_nothing()
    {
        HistoryBench bench = new();
        bench.Record(1);
        bench.Time.JumpWallClock(TimeSpan.FromDays(400));
        bench.Record(1).Recurrence.Count.Should().Be(2);
        bench.Time.JumpWallClock(TimeSpan.FromDays(-4000));
        bench.Record(1).Recurrence.Should().Match<FailureRecurrence>(r => r.Count == 3 && !r.IsRising);
    }

    [Test]
    public void A_rise_is_told_once_listed_and_settles()
    {
        HistoryBench bench = new();
        bench.Record(2);
        bench.Time.Advance(TimeSpan.FromDays(3));
        RecordedFailure[] all = [.. Enumerable.Range(0, 30).Select(_ =>
        {
            bench.Time.Advance(TimeSpan.FromSeconds(10));
            return bench.Record(1);
        })];
        all.Count(r => r.Change == RateChange.Raised).Should().Be(1);
        all.Count(r => r.StageChange == RateChange.Raised).Should().Be(1);
        all[^1].Recurrence.IsRising.Should().BeTrue();
        all[^1].StageRate.PerHour.Should().BeGreaterThan(1);
        bench.History.Rising().Select(r => r.Fingerprint).Should().Equal(s_one);

        bench.Time.Advance(TimeSpan.FromDays(2));
        bench.History.Rising().Should().BeEmpty();
        bench.History.Find(s_one)!.IsRising.Should().BeFalse();
    }

    [Test]
    public void More_rising_failures_than_are_listed_are_all_rising()
    {
        HistoryBench bench = new();
        _ = bench.History;
        bench.Time.Advance(TimeSpan.FromDays(3));
        for (int round = 0; round < 20; round++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(10));
            for (int i = 0; i < 100; i++) bench.Record(i);
        }

        bench.History.Rising().Should().HaveCount(64);
        Enumerable.Range(0, 100).Should().OnlyContain(i => bench.History.Find(HistoryBench.Fingerprint(i))!.IsRising);
    }

    [Test]
    public void A_fix_is_told_to_whoever_meets_the_failure_next_without_its_secrets()
    {
        HistoryBench bench = new();
        StageFailure failure = s_failure with { Fingerprint = s_one };
        string secret = string.Concat("hunter", "2");
        bench.History.RecordFix(failure, RecoveryAction.ChangeConfiguration, $"set the remote to\nhttps://ci:{secret}@git.example.org/app", "the build team");
        FailureFix fix = bench.Record(1).Recurrence.LastFix!;
        fix.Should().BeEquivalentTo(new { Time = bench.Time.GetUtcNow(), Action = RecoveryAction.ChangeConfiguration, By = "the build team" });
        fix.Note.Should().StartWith("set the remote to https://").And.NotContain(secret).And.NotContain("\n");
        bench.History.RecordFix(s_one, RecoveryAction.CleanUp, new string('x', 900));
        bench.History.Find(s_one)!.LastFix.Should().Match<FailureFix>(f => f.Note.Length == 500 && f.By == null);
    }

    [Test]
    public void A_correction_is_carried_until_it_is_taken_back_and_does_not_touch_the_fix()
    {
        HistoryBench bench = new();
        bench.History.RecordFix(s_one, RecoveryAction.CleanUp, "emptied the disk");
        bench.History.Correct(s_one, FailureVerdict.Transient, "the build team");
        bench.Record(1).Recurrence.Should().Match<FailureRecurrence>(r => r.CorrectedVerdict == FailureVerdict.Transient && r.CorrectedBy == "the build team" && r.LastFix!.Note == "emptied the disk");
        bench.History.Correct(s_failure with { Fingerprint = s_one }, FailureVerdict.Unknown, "the build team");
        bench.Record(1).Recurrence.Should().Match<FailureRecurrence>(r => r.CorrectedVerdict == null && r.CorrectedBy == null && r.LastFix != null);
    }

    [Test]
    public void What_people_said_outlives_the_counts()
    {
        HistoryBench bench = new(new FailureHistoryOptions { MaxBytes = 100_000 });
        bench.Record(1);
        bench.History.RecordFix(s_one, RecoveryAction.CleanUp, "emptied the disk");
        for (int i = 0; i < 10_000; i++) bench.Record(100 + i);
        bench.History.Find(s_one).Should().BeNull();
        FailureRecurrence again = bench.Record(1).Recurrence;
        again.LastFix!.Note.Should().Be("emptied the disk");
        again.Overcount.Should().BeGreaterThan(0);
        again.Count.Should().Be(again.Overcount + 1);
    }

    [TestCase("", "it must begin with 'fp1:'")]
    [TestCase("F-0123456789ABC", "it must begin with 'fp1:'")]
    [TestCase("fp:00000000000000000001", "it must begin with 'fp1:'")]
    [TestCase("fpx:00000000000000000001", "it must begin with 'fp1:'")]
    [TestCase("fp1:abc", "20 hexadecimal digits must follow its colon, not 3 characters")]
    [TestCase("fp1:0000000000000000000G", "'G' at position 24 is no hexadecimal digit in lower case")]
    [TestCase("fp1:A0000000000000000001", "'A' at position 5 is no hexadecimal digit in lower case")]
    public void What_is_no_fingerprint_is_told_where_it_breaks(string text, string problem)
    {
        FailureHistory history = new HistoryBench().History;
        foreach (Action ask in (Action[])[() => history.Find(text), () => history.Occurrences(text), () => history.Similar(text), () => history.RecordFix(text, RecoveryAction.CleanUp, "x"), () => history.Correct(text, FailureVerdict.Permanent)])
            ask.Should().Throw<ArgumentException>().Which.Message.Should().StartWith($"'{text}' is no fingerprint: {problem}. StageFailure.Fingerprint has one.");
    }

    [Test]
    public void Bad_arguments_are_refused()
    {
        FailureHistory history = new HistoryBench().History;
        history.Invoking(h => h.RecordFix(s_one, (RecoveryAction)99, "x")).Should().Throw<ArgumentOutOfRangeException>();
        history.Invoking(h => h.RecordFix(s_one, RecoveryAction.CleanUp, " ")).Should().Throw<ArgumentException>();
        history.Invoking(h => h.Correct(s_one, (FailureVerdict)9)).Should().Throw<ArgumentOutOfRangeException>();
        history.Invoking(h => h.Top(0)).Should().Throw<ArgumentOutOfRangeException>();
        history.Invoking(h => h.RecordFix(s_failure with { Fingerprint = null }, RecoveryAction.CleanUp, "x")).Should().Throw<ArgumentException>().Which.Message.Should().Contain("has no fingerprint: it was not looked at");
    }

    [Test]
    public void All_bad_options_are_told_at_once()
    {
        FailureHistoryOptions bad = new()
        {
            MaxBytes = 1,
            MaxOccurrences = 0,
            MaxAge = TimeSpan.Zero,
            ShortWindow = TimeSpan.FromHours(2),
            LongWindow = TimeSpan.FromDays(8),
            LearningTime = TimeSpan.FromDays(-1),
            RisingCount = 1,
            RisingRatio = double.NaN,
        };
        Action make = () => _ = new FailureHistory(bad);
        make.Should().Throw<ResilienceConfigurationException>().Which.Problems.Should().HaveCount(7).And.Contain("FailureHistoryOptions.MaxBytes is 1; it must be from 100000 to 1000000000.");
        new FailureHistoryOptions { ShortWindow = TimeSpan.FromHours(2) }.Problems("History").Should().Equal("History.ShortWindow is 2h; it must be from 10s to LongWindow, which is 1h.");
    }
}
