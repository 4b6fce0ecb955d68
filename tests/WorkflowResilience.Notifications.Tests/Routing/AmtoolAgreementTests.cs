using System.Collections.Immutable;
using System.Diagnostics;

namespace WorkflowResilience.Notifications.Tests.Routing;

/// <summary>The tree against <c>amtool config routes test</c> of Alertmanager, which is the specification of its semantics. Skipped where there is no amtool; required in CI.</summary>
internal sealed class AmtoolAgreementTests
{
    private const int Trees = 500;
    private const int LabelsOfEach = 1;

    [Test]
    public void Agrees_with_amtool_on_random_trees_and_labels()
    {
        string? amtool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(d => Path.Combine(d, "amtool")).FirstOrDefault(File.Exists);
        if (amtool is null)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("amtool (Debian package prometheus-alertmanager) is required in CI.");
            Assert.Ignore("There is no amtool here (Debian package prometheus-alertmanager).");
        }

        int seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new RandomRoutes(new Random(seed));
        string file = Path.Combine(Path.GetTempPath(), $"routes-{Guid.NewGuid():N}.yml");
        int several = 0;
        try
        {
            for (int i = 0; i < Trees; i++)
            {
                NotificationRoute root = random.Tree();
                string yaml = RandomRoutes.Yaml(root);
                File.WriteAllText(file, yaml);
                var tree = new RoutingTree(root);
                for (int j = 0; j < LabelsOfEach; j++)
                {
                    ImmutableSortedDictionary<string, string> labels = random.Labels();
                    string ours = string.Join(',', tree.Match(labels).Select(m => m.Node.Channels[0]));
                    if (ours.Contains(',', StringComparison.Ordinal)) several++;
                    ours.Should().Be(Ask(amtool!, file, labels), "seed {0}, labels {1}, tree\n{2}", seed, string.Join(' ', labels), yaml);
                }
            }
        }
        finally
        {
            File.Delete(file);
        }

        several.Should().BeGreaterThan(Trees / 10, "otherwise 'continue' was hardly tried");
    }

    private static string Ask(string amtool, string file, ImmutableSortedDictionary<string, string> labels)
    {
        var start = new ProcessStartInfo(amtool, ["config", "routes", "test", $"--config.file={file}", .. labels.Select(l => $"{l.Key}={l.Value}")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string answer = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, "amtool said {0}", errors.GetAwaiter().GetResult());
        return answer;
    }
}
