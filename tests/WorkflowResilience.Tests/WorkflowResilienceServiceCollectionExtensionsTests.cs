using Microsoft.Extensions.DependencyInjection;

namespace WorkflowResilience.Tests;

[TestFixture]
public sealed class WorkflowResilienceServiceCollectionExtensionsTests
{
    [Test]
    public void One_call_is_enough_for_a_runner_with_the_default_policies()
    {
        using ServiceProvider provider = new ServiceCollection().AddWorkflowResilience().Services.BuildServiceProvider();

        provider.GetRequiredService<WorkflowRunner>()[WorkflowStage.RepositoryClone].Policy.Should().Be(DefaultPolicies.RepositoryClone);
    }
}
