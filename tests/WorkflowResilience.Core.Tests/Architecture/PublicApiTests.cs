using System.Reflection;
using WorkflowResilience.Argo;
using WorkflowResilience.Notifications;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Architecture;

/// <summary>What users can see of each shipped assembly stands in a text file, so that no change of it goes unnoticed.</summary>
[TestFixture]
public sealed class PublicApiTests
{
    private static IEnumerable<Assembly> Shipped => [typeof(WorkflowRunner).Assembly, typeof(IWorkflowResilienceBuilder).Assembly, typeof(ManualTimeProvider).Assembly, typeof(ArgoLint).Assembly, typeof(NotificationCenter).Assembly];

    [TestCaseSource(nameof(Shipped))]
    public void The_public_surface_is_the_approved_one(Assembly assembly)
    {
        string file = SourceTree.Tests($"Architecture/Approved/{assembly.GetName().Name}.txt");
        string[] actual = [.. PublicApi.Of(assembly)];
        if (Environment.GetEnvironmentVariable("APPROVE_API") == "1")
        {
            File.WriteAllText(file, string.Join('\n', actual) + "\n");
            return;
        }

        string[] approved = File.Exists(file) ? File.ReadAllLines(file) : [];
        string[] difference = [.. approved.Except(actual, StringComparer.Ordinal).Select(l => "- " + l), .. actual.Except(approved, StringComparer.Ordinal).Select(l => "+ " + l)];
        if (difference.Length == 0 && approved.Length == actual.Length) return;
        Assert.Fail($"The public surface of {assembly.GetName().Name} is not the approved one:\n{string.Join('\n', difference)}\n"
            + "If that is meant, run this test with the environment variable APPROVE_API=1 and commit the file that it writes.");
    }

    [Test]
    public void The_surface_says_what_matters()
    {
        string[] lines = [.. PublicApi.Of(typeof(WorkflowRunner).Assembly)];
        lines.Should().Contain("WorkflowResilience.StageExecutor: ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> action, CancellationToken cancellationToken = default)")
            .And.Contain("WorkflowResilience.StagePolicy: int MaxAttempts { get; init; }")
            .And.Contain("WorkflowResilience.WorkflowRunner: sealed class, IDisposable")
            .And.Contain("WorkflowResilience.StageReason: CircuitOpen = 13")
            .And.NotContain(l => l.Contains("StageRuntime", StringComparison.Ordinal));
    }
}
