namespace WorkflowResilience.Tests.Backoff;

[TestFixture]
public sealed class BackoffScheduleTests
{
    [TestCase(1)]
    [TestCase(100)]
    public void Fixed_waits_the_same_after_every_attempt(int attempt) =>
        BackoffSchedule.Fixed(TimeSpan.FromSeconds(2)).Delay(attempt, TimeSpan.Zero, 0.5).Should().Be(TimeSpan.FromSeconds(2));
}
