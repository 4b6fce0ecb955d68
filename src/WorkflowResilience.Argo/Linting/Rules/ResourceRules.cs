using System.Text;

namespace WorkflowResilience.Argo;

/// <summary>Resource templates: action and manifest (23).</summary>
internal static class ResourceRules
{
    private static readonly string[] s_actions = ["get", "create", "apply", "delete", "replace", "patch"];

    internal static void Check(RuleInput input)
    {
        foreach (LintTemplate template in input.Templates)
        {
            if (template.Node.MappingAt("resource") is not { } resource || resource["action"] is YamlMapping or YamlSequence) continue;
            LintPath path = template.Path["resource"];
            string action = resource.TextAt("action") ?? "";
            if (action.IsOpen()) continue;
            if (!s_actions.Contains(action, StringComparer.Ordinal))
            {
                input.AddAt(ArgoRules.Resource, resource, path, "action", action.Length == 0 ? "The resource template has no action." : $"There is no action {action.Shown()}.", "Use get, create, apply, delete, replace or patch.");
            }
            else if (action is not ("get" or "delete"))
            {
                CheckManifest(input, template, resource, path);
            }
        }
    }

    private static void CheckManifest(RuleInput input, LintTemplate template, YamlMapping resource, LintPath path)
    {
        if (resource["manifest"] is YamlMapping or YamlSequence) return;
        string? manifest = resource.FilledAt("manifest");
        bool isFrom = resource.IsGiven("manifestFrom");
        if (manifest is null && !isFrom) input.AddAt(ArgoRules.Resource, resource, path, "manifest", $"There is nothing to {resource.TextAt("action")}.", "Write the manifest, or name the artifact that holds it by manifestFrom.");
        if (manifest is not null && isFrom) input.AddAt(ArgoRules.Resource, resource, path, "manifestFrom", "There are both manifest and manifestFrom.", "Keep one.");
        if (resource.MappingAt("manifestFrom")?.MappingAt("artifact") is { } artifact && artifact.FilledAt("name") is { } name && !name.IsOpen()
            && template.Node.MappingAt("inputs").ItemsAt("artifacts", path).All(item => !string.Equals(item.Node.TextAt("name"), name, StringComparison.Ordinal)))
        {
            input.AddAt(ArgoRules.Resource, artifact, path["manifestFrom"]["artifact"], "name", $"The template has no input artifact {name.Shown()}.", "Declare it under inputs.artifacts.");
        }

        if (manifest is not null && YamlReader.Read(WithoutTags(manifest)).Problem is { IsLimit: false } problem)
        {
            input.AddAt(ArgoRules.Resource, resource, path, "manifest", $"The manifest cannot be read, line {problem.Mark.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)} of it: {problem.Message}", "Make it YAML; quote values with {{tags}}.");
        }
    }

    // What stands for a tag is a plain word, as Argo reads it before the value is known.
    private static string WithoutTags(string manifest)
    {
        var text = new StringBuilder(manifest.Length);
        int at = 0;
        while (manifest.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and int open && manifest.IndexOf("}}", open, StringComparison.Ordinal) is >= 0 and int close)
        {
            text.Append(manifest, at, open - at).Append("placeholder");
            at = close + 2;
        }

        return text.Append(manifest, at, manifest.Length - at).ToString();
    }
}
