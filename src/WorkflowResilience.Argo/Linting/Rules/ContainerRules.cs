namespace WorkflowResilience.Argo;

/// <summary>Containers: images (18), paths that collide (19), names that are kept (21) or missing (22).</summary>
internal static class ContainerRules
{
    private const string PluginPrefix = "artifact-plugin-";

    internal static void Check(RuleInput input)
    {
        foreach (LintTemplate template in input.Templates)
        {
            CheckImage(input, template, "container");
            CheckImage(input, template, "script");
            if (template.Node.MappingAt("container") is { } container) CheckPaths(input, template, container);
            CheckNames(input, template.Node.ItemsAt("sidecars", template.Path), "sidecar");
            CheckNames(input, template.Node.MappingAt("containerSet").ItemsAt("containers", template.Path["containerSet"]), "container");
            foreach ((YamlMapping init, LintPath path) in template.Node.ItemsAt("initContainers", template.Path))
            {
                if (init["name"] is YamlMapping or YamlSequence || init.FilledAt("name") is not null) continue;
                input.AddAt(ArgoRules.InitContainerName, init, path, "name", "The init container has no name.", "Give it a name.");
            }
        }
    }

    private static void CheckImage(RuleInput input, LintTemplate template, string kind)
    {
        if (template.Node.MappingAt(kind) is not { } container || container["image"] is YamlMapping or YamlSequence || container.FilledAt("image") is not null) return;
        if (input.Defaults?.MappingAt(kind)?.FilledAt("image") is not null) return;
        if (container.Mark.Line > 0 && container.Count > 0) input.AddAt(ArgoRules.Image, container, template.Path[kind], "image", $"The {kind} has no image.", "Name the image, or give one to all by templateDefaults.");
        else input.AddAt(ArgoRules.Image, template.Node, template.Path, kind, $"The {kind} has no image.", "Name the image, or give one to all by templateDefaults.");
    }

    private static void CheckPaths(RuleInput input, LintTemplate template, YamlMapping container)
    {
        var used = new Dictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<(YamlMapping Node, LintPath Path, string Member, string Who)> all =
        [
            .. container.ItemsAt("volumeMounts", template.Path["container"]).Select(static item => (item.Node, item.Path, "mountPath", "the mount of " + (item.Node.TextAt("name") ?? "").Shown())),
            .. template.Node.MappingAt("inputs").ItemsAt("artifacts", template.Path["inputs"]).Select(static item => (item.Node, item.Path, "path", "the artifact " + (item.Node.TextAt("name") ?? "").Shown())),
        ];
        foreach ((YamlMapping node, LintPath path, string member, string who) in all)
        {
            if (node.FilledAt(member) is not { } place || used.TryAdd(place, who)) continue;
            input.AddAt(ArgoRules.MountPath, node, path, member, $"The path {place.Shown()} is that of {used[place]} already.", "Use another path for one of them.");
        }
    }

    private static void CheckNames(RuleInput input, IEnumerable<(YamlMapping Node, LintPath Path)> containers, string what)
    {
        foreach ((YamlMapping node, LintPath path) in containers)
        {
            if (node.TextAt("name") is not { } name || !IsReserved(name, input.Options.Newest)) continue;
            input.AddAt(ArgoRules.ReservedName, node, path, "name", $"Argo has a container named {name.Shown()} of its own in each pod.", $"Give the {what} another name.");
        }
    }

    private static bool IsReserved(string name, ArgoTarget target) =>
        name is "wait" || (target >= ArgoTarget.V41 && name is "supervisor") || (target >= ArgoTarget.V40 && name.StartsWith(PluginPrefix, StringComparison.Ordinal));
}
