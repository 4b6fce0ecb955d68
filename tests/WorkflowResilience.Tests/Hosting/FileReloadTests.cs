using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Hosting;

/// <summary>The whole way once, from a file on the disk.</summary>
[TestFixture]
public sealed class FileReloadTests
{
    [Test, CancelAfter(60_000)]
    public async Task A_file_that_changes_is_followed_and_a_bad_one_is_not(CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workflow-resilience");
        string file = Path.Combine(folder.FullName, "appsettings.json");
        RecordingObserver seen = new(ResilienceEventKinds.PolicyRefused);
        Write(file, "3");
        try
        {
            IConfigurationRoot root = new ConfigurationBuilder().AddJsonFile(file, optional: false, reloadOnChange: true).Build();
            await using ServiceProvider provider = new ServiceCollection().AddSingleton<IResilienceObserver>(seen).AddWorkflowResilience(root.GetSection("WorkflowResilience")).Services.BuildServiceProvider();
            StageExecutor build = provider.GetRequiredService<WorkflowRunner>()["Build"];
            build.Policy.MaxAttempts.Should().Be(3);

            Write(file, "\"many\"");
            await Until(() => seen.Events.Count > 0, cancellationToken);
            build.Policy.MaxAttempts.Should().Be(3);
            seen.Events[0].Problems.Should().Equal("WorkflowResilience:Stages:Build:MaxAttempts is 'many'; write a whole number such as 3.");

            Write(file, "5");
            await Until(() => build.Policy.MaxAttempts == 5, cancellationToken);
            (root as IDisposable)!.Dispose();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(string file, string attempts) => File.WriteAllText(file, $$"""{ "WorkflowResilience": { "Stages": { "Build": { "MaxAttempts": {{attempts}} } } } }""");

    private static async Task Until(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition()) await Task.Delay(20, cancellationToken);
    }
}
