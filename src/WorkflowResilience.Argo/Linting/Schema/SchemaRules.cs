namespace WorkflowResilience.Argo;

/// <summary>The rules about the shape of a manifest: what Argo's strict reading, or the schema that the cluster holds, refuses.</summary>
internal static class SchemaRules
{
    internal static readonly LintRule UnknownField = new("ARGO401", LintSeverity.Error, "A field that does not exist there");
    internal static readonly LintRule Duplicate = new("ARGO402", LintSeverity.Error, "A name that stands twice");
    internal static readonly LintRule WrongType = new("ARGO403", LintSeverity.Error, "A value of the wrong type");
    internal static readonly LintRule Missing = new("ARGO404", LintSeverity.Error, "A required field is absent");
    internal static readonly LintRule UnknownValue = new("ARGO405", LintSeverity.Error, "A value that is none of those there are");
    internal static readonly LintRule OtherVersion = new("ARGO406", LintSeverity.Error, "A field that the target version does not have");
    internal static readonly LintRule GoneLater = new("ARGO408", LintSeverity.Warning, "A field that newer versions no longer have, where no target is named");
    internal static readonly LintRule MissingLater = new("ARGO409", LintSeverity.Warning, "A field is absent that newer versions require, where no target is named");
    internal static readonly LintRule ChangedText = new("ARGO407", LintSeverity.Warning, "A bare value that arrives as another text");

    internal static IReadOnlyList<LintRule> All { get; } = [UnknownField, Duplicate, WrongType, Missing, UnknownValue, OtherVersion, ChangedText, GoneLater, MissingLater];
}
