using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.PackFolders;

/// <summary>When a folder is read again.</summary>
[TestFixture]
public sealed class RereadScheduleTests
{
    // A tick is a millisecond.
    private readonly RereadSchedule _schedule = new(1000);

    [Test]
    public void A_burst_of_changes_is_read_once_when_it_is_over()
    {
        foreach (long now in (long[])[0, 100, 200, 300]) _schedule.Changed(now);

        _schedule.Due.Should().Be(550);
    }

    [Test]
    public void Changes_without_an_end_are_read_in_good_time()
    {
        for (long now = 0; now <= 5000; now += 100) _schedule.Changed(now);

        _schedule.Due.Should().Be(2000);
    }

    [Test]
    public void What_changes_while_it_is_read_is_read_again()
    {
        _schedule.Changed(0);
        _schedule.Begin();
        _schedule.Changed(260);
        _schedule.End(300, isPartial: false, isTold: true);

        _schedule.Due.Should().Be(510);
    }

    [Test]
    public void A_half_written_file_is_read_again_soon_then_refused_and_a_whole_one_ends_that()
    {
        var waits = new List<long>();
        for (int i = 0; i < RereadSchedule.Retries; i++)
        {
            _schedule.IsPatient.Should().BeTrue();
            _schedule.Begin();
            _schedule.End(0, isPartial: true, isTold: true);
            waits.Add(_schedule.Due);
        }

        waits.Should().Equal(250, 500, 1000);
        _schedule.IsPatient.Should().BeFalse();
        _schedule.Begin();
        _schedule.End(0, isPartial: false, isTold: true);
        _schedule.IsPatient.Should().BeTrue();
    }

    [TestCase(true, 30_000)]
    [TestCase(false, 2_000)]
    public void Without_a_change_it_is_read_now_and_then_and_oftener_where_changes_are_not_told(bool isTold, long due)
    {
        _schedule.Begin();
        _schedule.End(0, isPartial: false, isTold);

        _schedule.Due.Should().Be(due);
    }
}
