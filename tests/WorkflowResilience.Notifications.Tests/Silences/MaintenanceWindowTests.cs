using System.Collections.Immutable;
using System.Globalization;

namespace WorkflowResilience.Notifications.Tests.Silences;

internal sealed class MaintenanceWindowTests
{
    private const string Berlin = "Europe/Berlin";

    [TestCase("2026-11-24T09:59:59Z", false)]
    [TestCase("2026-11-24T10:00:00Z", true)]
    [TestCase("2026-11-24T11:59:59Z", true)]
    [TestCase("2026-11-24T12:00:00Z", false)]
    public void One_that_is_held_once_is_on_from_its_begin_until_before_its_end(string now, bool expected) =>
        new MaintenanceWindow { Name = "move", From = Time("2026-11-24T10:00:00Z"), To = Time("2026-11-24T12:00:00Z") }.IsOn(Time(now)).Should().Be(expected);

    // 2026-11-24 is a Tuesday.
    [TestCase("2026-11-24T21:59:59Z", false)]
    [TestCase("2026-11-24T22:00:00Z", true)]
    [TestCase("2026-11-25T03:59:59Z", true)]
    [TestCase("2026-11-25T04:00:00Z", false)]
    [TestCase("2026-11-25T22:30:00Z", false)]
    [TestCase("2026-11-24T03:00:00Z", false)]
    public void A_weekly_one_over_midnight_belongs_to_the_day_it_begins_on(string now, bool expected) =>
        new MaintenanceWindow { Name = "night", Days = [DayOfWeek.Tuesday], Begins = new TimeOnly(22, 0), Ends = new TimeOnly(4, 0) }.IsOn(Time(now)).Should().Be(expected);

    [Test]
    public void The_same_begin_and_end_mean_a_whole_day()
    {
        var window = new MaintenanceWindow { Name = "day", Days = [DayOfWeek.Tuesday], Begins = TimeOnly.MinValue, Ends = TimeOnly.MinValue };
        OnMinutes(window, "2026-11-22T00:00:00Z", days: 7).Should().Be(24 * 60);
    }

    [Test]
    public void Trap37_The_hours_are_by_the_clock_of_the_zone_in_summer_and_in_winter()
    {
        var window = new MaintenanceWindow { Name = "night", Begins = new TimeOnly(6, 0), Ends = new TimeOnly(7, 0), TimeZone = Berlin };
        window.IsOn(Time("2026-07-01T04:30:00Z")).Should().BeTrue();
        window.IsOn(Time("2026-07-01T05:30:00Z")).Should().BeFalse();
        window.IsOn(Time("2026-12-01T05:30:00Z")).Should().BeTrue();
        window.IsOn(Time("2026-12-01T04:30:00Z")).Should().BeFalse();
    }

    // Clocks in Berlin go from 02:00 to 03:00 on 2026-03-29 at 01:00Z.
    [TestCase("02:15", "02:45", "2026-03-29T01:00:00Z", "2026-03-29T01:45:00Z", TestName = "Trap37_A_window_within_the_skipped_hour_is_held_after_it")]
    [TestCase("02:30", "03:15", "2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z", TestName = "Trap37_A_window_that_begins_in_the_skipped_hour_begins_after_it")]
    [TestCase("01:30", "02:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", TestName = "Trap37_A_window_that_ends_in_the_skipped_hour_keeps_its_length")]
    [TestCase("01:30", "03:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", TestName = "Trap37_A_window_around_the_skipped_hour_is_an_hour_shorter_on_a_stopwatch")]
    public void The_skipped_hour(string begins, string ends, string first, string end) => IsOnBetween("2026-03-29", begins, ends, first, end);

    // Clocks in Berlin go from 03:00 back to 02:00 on 2026-10-25 at 01:00Z.
    [TestCase("02:15", "02:45", "2026-10-25T00:15:00Z", "2026-10-25T01:45:00Z", TestName = "Trap37_A_window_in_the_hour_that_comes_twice_begins_at_the_first_and_ends_at_the_second")]
    [TestCase("01:30", "02:30", "2026-10-24T23:30:00Z", "2026-10-25T01:30:00Z", TestName = "Trap37_A_window_into_the_hour_that_comes_twice_ends_at_the_second")]
    [TestCase("02:30", "04:00", "2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z", TestName = "Trap37_A_window_out_of_the_hour_that_comes_twice_begins_at_the_first")]
    public void The_hour_that_comes_twice(string begins, string ends, string first, string end) => IsOnBetween("2026-10-25", begins, ends, first, end);

    [Test]
    public void Trap37_A_daily_window_comes_every_day_of_every_year_in_every_zone()
    {
        foreach (string zone in new[] { Berlin, "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Kolkata", "Africa/Cairo" })
        {
            TimeZoneInfo info = TimeZoneInfo.FindSystemTimeZoneById(zone);
            var window = new MaintenanceWindow { Name = "night", Begins = new TimeOnly(0, 15), Ends = new TimeOnly(2, 20), TimeZone = zone };
            HashSet<DateOnly> days = [];
            for (DateTimeOffset now = Time("2026-01-01T00:00:00Z"); now < Time("2027-01-05T00:00:00Z"); now += TimeSpan.FromMinutes(5))
            {
                if (window.IsOn(now)) days.Add(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, info).DateTime));
            }

            for (var day = new DateOnly(2026, 1, 2); day.Year == 2026; day = day.AddDays(1)) days.Should().Contain(day, "{0}", zone);
        }
    }

    [Test]
    public void Every_problem_is_named()
    {
        string.Join('\n', new MaintenanceWindow { Name = " " }.Problems()).Should().Contain("no name").And.Contain("says no time");
        string.Join('\n', new MaintenanceWindow { Name = "w", Begins = TimeOnly.MinValue, TimeZone = "Mars/Phobos" }.Problems()).Should().Contain("only one of Begins").And.Contain("'Mars/Phobos'");
        new MaintenanceWindow { Name = "w", From = Time("2026-01-02T00:00:00Z"), To = Time("2026-01-01T00:00:00Z") }.Problems().Should().ContainSingle().Which.Should().Contain("ends before");
        new MaintenanceWindow { Name = "w", Begins = TimeOnly.MinValue, Ends = TimeOnly.MinValue, TimeZone = Berlin }.Problems().Should().BeEmpty();
    }

    [Test]
    public void It_is_on_only_for_what_matches()
    {
        var window = new MaintenanceWindow { Name = "w", From = Time("2026-01-01T00:00:00Z"), Matchers = [LabelMatcher.Equal("team", "db")] };
        ImmutableSortedDictionary<string, string> labels = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        window.IsOn(labels.Add("team", "db"), Time("2026-01-01T00:00:00Z")).Should().BeTrue();
        window.IsOn(labels, Time("2026-01-01T00:00:00Z")).Should().BeFalse();
    }

    private static void IsOnBetween(string day, string begins, string ends, string first, string end)
    {
        var window = new MaintenanceWindow
        {
            Name = "w",
            Begins = TimeOnly.Parse(begins, CultureInfo.InvariantCulture),
            Ends = TimeOnly.Parse(ends, CultureInfo.InvariantCulture),
            TimeZone = Berlin,
        };
        DateTimeOffset from = Time($"{day}T00:00:00Z").AddHours(-2);
        for (DateTimeOffset now = from; now < from.AddHours(12); now += TimeSpan.FromMinutes(1)) window.IsOn(now).Should().Be(now >= Time(first) && now < Time(end), "{0:O}", now);
    }

    private static int OnMinutes(MaintenanceWindow window, string from, int days) => Enumerable.Range(0, days * 24 * 60).Count(m => window.IsOn(Time(from).AddMinutes(m)));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
