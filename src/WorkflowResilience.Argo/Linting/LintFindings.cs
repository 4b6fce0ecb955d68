namespace WorkflowResilience.Argo;

/// <summary>Collects what the rules find in one document.</summary>
internal sealed class LintFindings(int document)
{
    // Who has a thousand faults corrects the first ones and asks again; a hostile text has millions.
    private const int Most = 1_000;

    private readonly List<LintFinding> _all = [];
    private bool _hasMore;

    /// <summary>In the order of the text.</summary>
    internal IEnumerable<LintFinding> InOrder
    {
        get
        {
            // A rule that knows what is meant at a place says more than that its shape is wrong.
            var meant = _all.Where(static finding => finding.Rule.Severity == LintSeverity.Error && !IsOfShape(finding)).Select(static finding => finding.Path).ToHashSet(StringComparer.Ordinal);
            LintFinding[] sorted = [.. _all.Where(finding => !IsOfShape(finding) || !meant.Contains(finding.Path)).OrderBy(finding => finding.Line).ThenBy(finding => finding.Column).ThenBy(finding => finding.Rule.Code, StringComparer.Ordinal)];
            return _hasMore
                ? [.. sorted, sorted[^1] with { Rule = YamlRules.MoreFindings, Path = LintPath.Root.ToString(), Message = "There are more findings in this document.", Fix = "Correct these, and check again." }]
                : sorted;
        }
    }

    internal void Add(LintRule rule, LintPath path, YamlMark mark, string message, string fix)
    {
        if (_all.Count < Most) _all.Add(new LintFinding(rule, document, path.ToString(), mark.Line, mark.Column, message, fix));
        else _hasMore = true;
    }

    private static bool IsOfShape(LintFinding finding) => finding.Rule == SchemaRules.UnknownValue || finding.Rule == SchemaRules.OtherVersion;
}
