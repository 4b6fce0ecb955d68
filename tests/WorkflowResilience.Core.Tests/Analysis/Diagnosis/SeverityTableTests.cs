using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

[TestFixture]
public sealed class SeverityTableTests
{
    [Test]
    public void Every_category_has_a_severity() =>
        SeverityTable.Default.Categories.Keys.Should().BeEquivalentTo(Enum.GetValues<FailureCategory>());

    [Test]
    public void Stage_criticality_and_history_move_it_by_steps()
    {
        SeverityTable table = SeverityTable.Default;

        table.Of(FailureCategory.Network).Should().Be(FailureSeverity.Medium);
        table.Of(FailureCategory.Network, WorkflowStage.SecurityScan).Should().Be(FailureSeverity.High);
        table.Of(FailureCategory.Network, criticality: StageCriticality.Critical).Should().Be(FailureSeverity.Critical);
        table.Of(FailureCategory.Network, rising: true).Should().Be(FailureSeverity.High);
        table.Of(FailureCategory.Network, caused: true).Should().Be(FailureSeverity.Low);
    }

    [Test]
    public void It_stays_between_low_and_fatal()
    {
        SeverityTable table = SeverityTable.Default;

        table.Of(FailureCategory.Infrastructure, WorkflowStage.SecurityScan, StageCriticality.Critical, rising: true).Should().Be(FailureSeverity.Fatal);
        table.Of(FailureCategory.RateLimiting, WorkflowStage.Notification, StageCriticality.Low, caused: true).Should().Be(FailureSeverity.Low);
    }

    [Test]
    public void A_host_may_bring_its_own()
    {
        SeverityTable table = SeverityTable.Default with { Categories = new Dictionary<FailureCategory, FailureSeverity> { [FailureCategory.Network] = FailureSeverity.Critical }, Rising = 0 };

        table.Of(FailureCategory.Network, rising: true).Should().Be(FailureSeverity.Critical);
        table.Of(FailureCategory.CodeQuality).Should().Be(FailureSeverity.Medium, "a category that is not named begins there");
    }
}
