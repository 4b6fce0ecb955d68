using Microsoft.Extensions.DependencyInjection;

namespace WorkflowResilience.Tests.Hosting;

[TestFixture]
public sealed class KeyedStagesTests
{
    private static readonly ServiceProvider s_provider = new ServiceCollection().AddWorkflowResilience().Services.AddTransient<Cloner>()
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    private static WorkflowRunner Runner => s_provider.GetRequiredService<WorkflowRunner>();

    [Test]
    public void A_constructor_asks_for_a_stage_by_its_name() => s_provider.GetRequiredService<Cloner>().Stage.Should().BeSameAs(Runner[WorkflowStage.RepositoryClone]);

    [Test]
    public void A_stage_is_a_key_as_well() =>
        s_provider.GetRequiredKeyedService<StageExecutor>(WorkflowStage.SecurityScan).Should().BeSameAs(Runner[WorkflowStage.SecurityScan]);

    [Test]
    public void A_stage_that_is_not_configured_is_told_with_its_nearest_name() =>
        s_provider.Invoking(p => p.GetRequiredKeyedService<StageExecutor>("RepositoryClon")).Should().Throw<StageNotConfiguredException>().WithMessage("*did you mean 'RepositoryClone'?*");

    [Test]
    public void Another_sort_of_key_is_refused_with_advice() =>
        s_provider.Invoking(p => p.GetRequiredKeyedService<StageExecutor>(7)).Should().Throw<InvalidOperationException>().WithMessage("*not by the key '7'; write [FromKeyedServices(*");

    private sealed class Cloner([FromKeyedServices("RepositoryClone")] StageExecutor stage)
    {
        internal StageExecutor Stage { get; } = stage;
    }
}
