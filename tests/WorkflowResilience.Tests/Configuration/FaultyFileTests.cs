using Microsoft.Extensions.Configuration;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Configuration;

/// <summary>Mistakes that people make in files, and what they read then. APPROVE_MESSAGES=1 writes the expected texts anew; read them before keeping them.</summary>
[TestFixture]
public sealed class FaultyFileTests
{
    private const string Folder = "tests/WorkflowResilience.Tests/Configuration/Faulty";

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Repository.Path(Folder), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    [Test]
    public void There_are_at_least_forty() => Files.Should().HaveCountGreaterThanOrEqualTo(40).And.OnlyContain(f => File.Exists(Repository.Path($"{Folder}/{f}.txt")));

    [TestCaseSource(nameof(Files))]
    public void Each_is_refused_with_its_message(string file)
    {
        IConfigurationRoot root = new ConfigurationBuilder().AddJsonFile(Repository.Path($"{Folder}/{file}.json")).Build();

        string message = Configured.Refusal(file.Contains("whole-configuration", StringComparison.Ordinal) ? root : root.GetSection("WorkflowResilience"));

        string expected = Repository.Path($"{Folder}/{file}.txt");
        if (Environment.GetEnvironmentVariable("APPROVE_MESSAGES") == "1") File.WriteAllText(expected, message + "\n");
        (message + "\n").Should().Be(File.ReadAllText(expected).ReplaceLineEndings("\n"));
    }
}
