namespace WorkflowResilience.Argo;

/// <summary>Finds the manifests of Argo in a document of YAML, and complains of what looks like one without being it.</summary>
internal static class LintManifests
{
    private const string Version = LintDocument.Group + "v1alpha1";

    internal static IEnumerable<LintDocument> In(YamlNode? root, LintFindings findings)
    {
        switch (root)
        {
            case YamlMapping mapping when mapping.TextAt("kind")?.EndsWith("List", StringComparison.Ordinal) == true && mapping.SequenceAt("items") is { } items:
                for (int i = 0; i < items.Count; i++)
                {
                    if (items[i] is YamlMapping item && Manifest(item, LintPath.Root["items"][i], findings) is { } manifest) yield return manifest;
                }

                break;
            case YamlMapping mapping when Manifest(mapping, LintPath.Root, findings) is { } manifest:
                yield return manifest;
                break;
            case YamlScalar { IsNull: false }:
                findings.Add(YamlRules.RootShape, LintPath.Root, root.Mark, "The document is a single text; a manifest has members such as apiVersion and kind.", "Check the file that holds the manifest.");
                break;
            case YamlSequence list when list.Any(static item => item is YamlMapping mapping && LintDocument.Of(mapping) is not null):
                findings.Add(YamlRules.RootShape, LintPath.Root, root.Mark, "The document is a list of manifests, which nothing takes as it is.", "Separate them by lines of ---, or put the list into items of a document of apiVersion v1 and kind List.");
                break;
        }
    }

    private static LintDocument? Manifest(YamlMapping root, LintPath path, LintFindings findings)
    {
        string? version = root.TextAt("apiVersion"), kind = root.TextAt("kind");
        if (LintDocument.Of(root, path) is not { } document)
        {
            // Other makers have workflows too: it must look like one of Argo's in its spec as well.
            if (HasSpec(root) && (version is null ? ArgoSchema.Kinds.Contains(kind) : kind is null && string.Equals(version, Version, StringComparison.Ordinal)))
            {
                string absent = version is null ? "apiVersion" : "kind";
                findings.Add(YamlRules.NoKind, path, root.Mark, $"The manifest has no {absent}.", version is null ? $"Write apiVersion: {Version}." : "Write kind: Workflow, or which else it is.");
            }

            return null;
        }

        if (ArgoSchema.Kinds.Contains(kind))
        {
            if (!string.Equals(version, Version, StringComparison.Ordinal)) findings.Add(YamlRules.UnknownKind, path["apiVersion"], root["apiVersion"]!.Mark, $"There is no {kind} in {LintText.Short(version!)}.", $"Write apiVersion: {Version}.");
        }
        else if (Array.Find(ArgoSchema.Kinds, known => IsMeant(known, kind!)) is { } meant)
        {
            findings.Add(YamlRules.UnknownKind, path["kind"], root["kind"]!.Mark, $"There is no kind {LintText.Short(kind!)}.", $"Write kind: {meant}.");
        }

        return document;
    }

    private static bool IsMeant(string known, string kind) =>
        string.Equals(known, kind, StringComparison.OrdinalIgnoreCase) || string.Equals(known + "s", kind, StringComparison.OrdinalIgnoreCase);

    private static bool HasSpec(YamlMapping root) => root.MappingAt("spec") is { } spec && (spec.Has("workflowSpec") || spec.Has("workflowTemplateRef") || (spec.Has("templates") && spec.Has("entrypoint")));
}
