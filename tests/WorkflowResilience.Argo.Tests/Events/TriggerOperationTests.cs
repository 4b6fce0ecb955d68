using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class TriggerOperationTests
{
    [Test]
    public void The_operations_are_those_that_the_source_knows()
    {
        TriggerOperation.All.Where(static operation => operation.Trigger is "argoWorkflow").Select(static operation => operation.Name)
            .Should().BeEquivalentTo("submit", "submit-from", "resubmit", "resume", "retry", "suspend", "terminate", "stop");
        TriggerOperation.All.Where(static operation => operation.Trigger is "k8s").Select(static operation => operation.Name).Should().BeEquivalentTo("create", "patch", "update", "delete");
        TriggerOperation.All.Should().HaveCount(typeof(TriggerOperation).GetProperties().Count(static property => property.PropertyType == typeof(TriggerOperation)));
    }
}
