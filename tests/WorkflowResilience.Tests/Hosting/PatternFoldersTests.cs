using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowResilience.Analysis;
using WorkflowResilience.Tests.Support;
using WorkflowResilience.Tests.Telemetry;

namespace WorkflowResilience.Tests.Hosting;

/// <summary>Packs of patterns that services and configuration name.</summary>
[TestFixture]
public sealed class PatternFoldersTests
{
    [Test]
    public async Task Code_and_configuration_name_folders_and_the_library_is_a_service()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workflow-patterns");
        try
        {
            string one = Write(folder, "one.json", "acme"), two = Write(folder, "two.json", "bolt"), bad = Path.Combine(folder.FullName, "bad.json");
            await File.WriteAllTextAsync(bad, "{ ");
            IConfigurationRoot root = new ConfigurationBuilder().AddInMemoryCollection([new("Patterns:Folders:0", two), new("Patterns:Folders:1", bad)]).Build();
            var logs = new RecordedLogs(LogLevel.Information);
            await using ServiceProvider provider = new ServiceCollection().AddSingleton<ILoggerFactory>(logs).AddWorkflowResilience(root).AddPatternPacks(one).Services.BuildServiceProvider();

            PatternLibrary library = provider.GetRequiredService<PatternLibrary>();

            library.Should().BeSameAs(provider.GetRequiredService<WorkflowRunner>().Patterns);
            (library.Find("acme.down"), library.Find("bolt.down")).Should().NotBe((null, null));
            logs.Lines.Where(l => l.Id.Id is 1206 or 1208).Select(l => (l.Id.Id, l.Facts["File"])).Should().BeEquivalentTo(new (int, object?)[] { (1206, one), (1206, two), (1208, bad) });
            logs.Lines.Single(l => l.Id.Id == 1208).Text.Should().StartWith($"{bad} was refused and the patterns in effect stay: $");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase("""{ "Patterns": "patterns" }""", "Patterns is 'patterns'")]
    [TestCase("""{ "Patterns": { "Folder": [ "patterns" ] } }""", "Patterns:Folder")]
    [TestCase("""{ "Patterns": { "Folders": [ "" ] } }""", "Patterns:Folders:0")]
    public void What_names_no_folder_is_refused_with_its_key(string json, string problem) =>
        Configured.Options(Configured.Json(json)).Problems.Should().ContainSingle().Which.Should().Contain(problem);

    private static string Write(DirectoryInfo folder, string name, string pack)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(
            $$"""{ "schema": 1, "pack": "{{pack}}", "version": "1.0.0", "patterns": [ { "id": "{{pack}}.down", "title": "It is down", "category": "Infrastructure", "any": ["{{pack}} is down again"], "tests": { "match": ["{{pack}} is down again"] } } ] }"""));
        return path;
    }
}
