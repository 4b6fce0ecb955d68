namespace WorkflowResilience.Argo;

/// <summary>Checks Argo YAML without a cluster.</summary>
/// <remarks>Thread-safe; nothing is kept between calls. Nothing is thrown for a text, whatever it is.</remarks>
public static class ArgoLint
{
    private static readonly Action<LintDocument, LintOptions, LintFindings>[] s_checks =
    [
        SchemaCheck.Run,
        WorkflowRules.Check,
        .. AdditionChecks.All,
    ];

    /// <summary>Checks every document of a text, and the items of one of kind List; documents that are not Argo's are passed over.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="options">What is assumed; null for the defaults.</param>
    /// <returns>The findings in the order of the text; empty when there is nothing to complain of. A text that cannot be read ends with a finding that says where and why. Of one document at most 1,000 are told.</returns>
    public static IReadOnlyList<LintFinding> Check(string yaml, LintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        options ??= new LintOptions();
        YamlText text = YamlReader.Read(yaml);
        LintFindings[] findings = [.. text.Documents.Select(static (_, i) => new LintFindings(i + 1))];
        LintDocument[][] documents = [.. text.Documents.Select((node, i) => LintManifests.In(node, findings[i]).ToArray())];
        IReadOnlyDictionary<(string Kind, string Name), LintDocument> companions = LintDocument.ByName(documents.SelectMany(static several => several));
        var all = new List<LintFinding>();
        for (int i = 0; i < documents.Length; i++)
        {
            foreach (LintDocument document in documents[i])
            {
                document.Companions = companions;
                foreach (Action<LintDocument, LintOptions, LintFindings> check in s_checks) check(document, options, findings[i]);
            }

            all.AddRange(findings[i].InOrder);
        }

        if (text.Problem is { } problem) all.Add(YamlFault.Of(problem, yaml, text.Documents.Count + 1));
        return all;
    }
}
