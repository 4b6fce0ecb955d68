using System.Collections.Immutable;

namespace WorkflowResilience.Notifications.Tests.Silences;

internal sealed class SilenceBookTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableSortedDictionary<string, string> s_db = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("team", "db");

    [Test]
    public void It_holds_from_its_begin_until_before_its_end_and_only_what_all_matchers_match()
    {
        var book = new SilenceBook([]);
        book.Set(Silence() with { StartsAt = s_now, EndsAt = s_now.AddHours(1) });
        book.Reason(s_db, s_now.AddTicks(-1)).Should().BeNull();
        book.Reason(s_db, s_now).Should().Be("silence one by ann");
        book.Reason(s_db, s_now.AddHours(1).AddTicks(-1)).Should().NotBeNull();
        book.Reason(s_db, s_now.AddHours(1)).Should().BeNull();
        book.Reason(s_db.Clear(), s_now).Should().BeNull();
    }

    [Test]
    public void One_that_is_ended_holds_no_more_and_is_not_ended_twice()
    {
        var book = new SilenceBook([]);
        book.Set(Silence());
        book.Expire("one", s_now)!.EndsAt.Should().Be(s_now);
        book.Reason(s_db, s_now).Should().BeNull();
        book.Expire("one", s_now).Should().BeNull();
        book.Expire("two", s_now).Should().BeNull();
    }

    [Test]
    public void Those_that_ended_a_day_ago_are_forgotten()
    {
        var book = new SilenceBook([]);
        book.Set(Silence());
        book.Set(Silence() with { Id = "later", EndsAt = s_now.AddHours(2) });
        book.Prune(s_now.AddHours(25)).Should().BeEmpty();
        book.Prune(s_now.AddHours(25).AddTicks(1)).Should().Equal("one");
        book.All.Select(s => s.Id).Should().Equal("later");
    }

    [Test]
    public void Maintenance_is_a_reason_too()
    {
        var book = new SilenceBook([new MaintenanceWindow { Name = "move", From = s_now, To = s_now.AddHours(1), Matchers = [LabelMatcher.Equal("team", "db")] }]);
        book.Reason(s_db, s_now).Should().Be("maintenance move");
        book.Reason(s_db, s_now.AddHours(1)).Should().BeNull();
        book.Reason(s_db.Clear(), s_now).Should().BeNull();
    }

    [Test]
    public void What_is_stored_is_read_as_it_was()
    {
        Silence silence = Silence() with { Matchers = [LabelMatcher.Parse("team=~\"d\\\\w|\\\"\""), LabelMatcher.Parse("stage!=x")], Comment = "é \"quoted\"\n" };
        StoredSilence.Load(StoredSilence.Save(silence)).Should().BeEquivalentTo(silence, o => o.ComparingByMembers<Silence>());
    }

    [Test]
    public void One_that_would_silence_everything_is_refused()
    {
        SilenceBook.Problem(Silence() with { Matchers = [] }, s_now).Should().Contain("no matchers");
        SilenceBook.Problem(Silence() with { Matchers = [LabelMatcher.Parse("team=~.*"), LabelMatcher.Parse("stage!=x")] }, s_now).Should().Contain("almost everything");
    }

    [Test]
    public void One_that_is_over_or_that_nobody_answers_for_is_refused()
    {
        SilenceBook.Problem(Silence(), s_now).Should().BeNull();
        SilenceBook.Problem(Silence() with { EndsAt = s_now }, s_now).Should().Contain("over before it begins");
        SilenceBook.Problem(Silence() with { StartsAt = s_now.AddHours(2) }, s_now).Should().Contain("over before it begins");
        SilenceBook.Problem(Silence() with { CreatedBy = " " }, s_now).Should().Contain("CreatedBy");
        SilenceBook.Problem(Silence() with { Comment = "" }, s_now).Should().Contain("Comment");
    }

    private static Silence Silence() => new()
    {
        Id = "one",
        Matchers = [LabelMatcher.Equal("team", "db")],
        StartsAt = s_now,
        EndsAt = s_now.AddHours(1),
        CreatedBy = "ann",
        Comment = "the database moves",
    };
}
