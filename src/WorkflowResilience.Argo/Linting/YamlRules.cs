namespace WorkflowResilience.Argo;

/// <summary>The rules about the text itself, before it is anything of Argo's.</summary>
internal static class YamlRules
{
    internal static readonly LintRule NoYaml = new("ARGO501", LintSeverity.Error, "Text that is no YAML");
    internal static readonly LintRule TooLarge = new("ARGO502", LintSeverity.Error, "Text that is larger or deeper than what is read");
    internal static readonly LintRule HelmTemplate = new("ARGO503", LintSeverity.Error, "A template of Helm that is not rendered");
    internal static readonly LintRule BareBraces = new("ARGO504", LintSeverity.Error, "A parameter in braces without quotes");
    internal static readonly LintRule RootShape = new("ARGO505", LintSeverity.Error, "A document that is no set of members");
    internal static readonly LintRule NoKind = new("ARGO506", LintSeverity.Error, "A manifest without apiVersion or kind");
    internal static readonly LintRule UnknownKind = new("ARGO507", LintSeverity.Error, "A kind or apiVersion that does not exist");
    internal static readonly LintRule MoreFindings = new("ARGO508", LintSeverity.Info, "More findings than are listed");

    internal static IReadOnlyList<LintRule> All { get; } = [NoYaml, TooLarge, HelmTemplate, BareBraces, RootShape, NoKind, UnknownKind, MoreFindings];
}
