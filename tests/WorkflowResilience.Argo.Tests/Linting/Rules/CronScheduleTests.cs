using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

public sealed class CronScheduleTests
{
    [TestCase("* * * * *")]
    [TestCase("*/5 0-23/2 1,15 JAN-dec sun")]
    [TestCase("  0  3 ? * mon-fri ")]
    [TestCase("5/15 * * * *")]
    [TestCase("@every 1h30m")]
    [TestCase("@every 0.5h")]
    [TestCase("@midnight")]
    [TestCase("TZ=Europe/Berlin 0 3 * * *")]
    [TestCase("CRON_TZ=UTC @daily")]
    public void Schedules_that_Argo_reads_are_accepted(string schedule) => CronSchedule.ComplaintOf(schedule).Should().BeNull();

    [TestCase("", "it has 0 fields instead of 5")]
    [TestCase("0 0 3 * * *", "it has 6 fields instead of 5")]
    [TestCase("60 * * * *", "a minute is 0 to 59, not 60")]
    [TestCase("0 0 0 * *", "a day of the month is 1 to 31, not 0")]
    [TestCase("0 0 * * 7", "a day of the week is 0 to 6, not 7")]
    [TestCase("0 0 * * fri-mon", "the range 'fri-mon' of the day of the week ends before it begins")]
    [TestCase("*/0 * * * *", "'0' is no step of a minute")]
    [TestCase("0 0 L * *", "'L' is no day of the month")]
    [TestCase("1-2-3 * * * *", "'1-2-3' is no minute")]
    [TestCase("@every 1d", "'1d' is no duration")]
    [TestCase("@reboot", "there is no '@reboot'")]
    [TestCase("TZ=CEST 0 3 * * *", "'CEST' is no time zone")]
    [TestCase("TZ=UTC", "there is nothing behind the time zone")]
    public void Others_are_refused_with_the_reason(string schedule, string complaint) => CronSchedule.ComplaintOf(schedule).Should().Be(complaint);
}
