using System.Text;
using WorkflowResilience.Analysis;
using WorkflowResilience.Tests.Architecture;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>
/// What fingerprints of version 1 are. Histories, incidents and links of hosts hang on them: whoever must change one raises <see cref="FailureFingerprint.Version"/>, and only
/// then approves the file anew with APPROVE_FINGERPRINTS=1.
/// </summary>
[TestFixture]
public sealed class FingerprintApprovalTests
{
    [Test]
    public void Fingerprints_are_what_they_were()
    {
        string path = SourceTree.Tests("Analysis/Fingerprints/Approved/fp1.txt");
        string[] lines = [.. File.ReadAllLines(path).Where(l => l.StartsWith("< ", StringComparison.Ordinal)).Select(l => l[2..])];
        var text = new StringBuilder();
        foreach (string line in lines)
        {
            FailureFingerprint found = FailureFingerprint.Of(line);
            text.Append("< ").Append(line).Append('\n').Append("> ").Append(found.MaskedLine).Append('\n').Append("= ").Append(found.Id).Append("\n\n");
        }

        if (Environment.GetEnvironmentVariable("APPROVE_FINGERPRINTS") == "1") File.WriteAllText(path, text.ToString());
        lines.Should().HaveCountGreaterThanOrEqualTo(40);
        File.ReadAllText(path).ReplaceLineEndings("\n").Should().Be(text.ToString());
    }
}
