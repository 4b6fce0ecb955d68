namespace WorkflowResilience.Notifications.Tests.Labels;

internal sealed class NotificationLabelsTests
{
    [Test]
    public void Its_own_labels_win_over_those_of_the_host_and_empty_ones_are_absent()
    {
        var notification = new Notification
        {
            Kind = NotificationKind.WorkflowFailed,
            Severity = FailureSeverity.Critical,
            Summary = "Clone failed",
            Workflow = "release",
            Category = FailureCategory.ExternalDependency,
            Labels = new Dictionary<string, string> { ["severity"] = "low", ["team"] = "payments", ["empty"] = "", ["stage"] = "made up" },
        };
        NotificationLabels.Of(notification).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["severity"] = "critical",
            ["kind"] = "workflow_failed",
            ["workflow"] = "release",
            ["category"] = "external_dependency",
            ["team"] = "payments",
        });
    }
}
