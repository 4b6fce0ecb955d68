using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

/// <summary>Manifests that Argo takes and runs as they are meant: one feature a file, as people write them. The lint has nothing but information for them.</summary>
[TestFixture]
public sealed class AcceptedManifestsTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "WorkflowResilience.Argo.Tests", "Linting", "Accepted");

    // Written for 3.x; later versions have only the plural.
    private static readonly string[] s_older = ["ARGO408"];

    [TestCaseSource(nameof(Files))]
    public void Nothing_worse_than_information_is_said(string file)
    {
        string yaml = File.ReadAllText(Path.Combine(s_folder, file));

        ArgoLint.Check(yaml).Where(static found => found.Rule.Severity is not LintSeverity.Info && !s_older.Contains(found.Rule.Code)).Should().BeEmpty();
        ArgoLint.Check(yaml, new LintOptions { Target = ArgoTarget.V37 }).Where(static found => found.Rule.Severity is not LintSeverity.Info).Should().BeEmpty();
    }

    private static IEnumerable<string> Files() => Directory.GetFiles(s_folder, "*.yaml").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
