namespace WorkflowResilience.Argo;

/// <summary>Sets of containers in one pod: names, mounts, dependencies, and the one that has inputs and outputs (20).</summary>
internal static class ContainerSetRules
{
    internal static void Check(RuleInput input)
    {
        foreach (LintTemplate template in input.Templates)
        {
            if (template.Node.MappingAt("containerSet") is not { } set || (set.Has("containers") && set.SequenceAt("containers") is null)) continue;
            (YamlMapping Node, LintPath Path)[] containers = [.. set.ItemsAt("containers", template.Path["containerSet"])];
            if (set.SequenceAt("containers") is not { Count: > 0 })
            {
                input.AddAt(ArgoRules.ContainerSet, template.Node, template.Path, "containerSet", "The set has no containers.", "Add at least one to containers.");
                continue;
            }

            RuleNames.Check(input, ArgoRules.ContainerSet, containers, "container", RuleNames.IsField, "letters, digits and '-'");
            CheckDependencies(input, containers);
            CheckMounts(input, set, template.Path["containerSet"]);
            bool hasFiles = template.Node.MappingAt("inputs")?.SequenceAt("artifacts") is { Count: > 0 } || template.Node.MappingAt("outputs")?.SequenceAt("artifacts") is { Count: > 0 } || template.Node.MappingAt("outputs")?.SequenceAt("parameters") is { Count: > 0 };
            if (hasFiles && !containers.Any(static container => container.Node.TextAt("name") is { } name && (name is "main" || name.IsOpen())))
            {
                input.AddAt(ArgoRules.ContainerSet, set, template.Path["containerSet"], "containers", "The template has input artifacts or outputs, but no container named 'main' that could have them.", "Name the container that reads and writes them main.");
            }
        }
    }

    private static void CheckDependencies(RuleInput input, (YamlMapping Node, LintPath Path)[] containers)
    {
        var graph = new RuleGraph();
        foreach ((YamlMapping node, _) in containers) graph.AddNode(node.TextAt("name") ?? "");
        foreach ((YamlMapping node, LintPath path) in containers)
        {
            if (node.SequenceAt("dependencies") is not { } dependencies) continue;
            for (int i = 0; i < dependencies.Count; i++)
            {
                if (dependencies[i] is not YamlScalar { IsNull: false } dependency || dependency.Value.IsOpen()) continue;
                if (graph.Has(dependency.Value)) graph.AddEdge(node.TextAt("name") ?? "", dependency.Value);
                else input.Add(ArgoRules.ContainerSet, path["dependencies"][i], dependency.Mark, $"There is no container {dependency.Value.Shown()} in the set.", "Name one of its containers.");
            }
        }

        if (graph.FindCycle() is not { } cycle) return;
        (YamlMapping first, LintPath at) = containers.First(container => string.Equals(container.Node.TextAt("name") ?? "", cycle[0], StringComparison.Ordinal));
        input.AddAt(ArgoRules.ContainerSet, first, at, "dependencies", $"The containers wait for each other: {RuleGraph.Shown(cycle)}.", "Remove one of the dependencies.");
    }

    private static void CheckMounts(RuleInput input, YamlMapping set, LintPath path)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach ((YamlMapping mount, LintPath at) in set.ItemsAt("volumeMounts", path))
        {
            if (mount.FilledAt("mountPath") is { } place && !used.Add(place)) input.AddAt(ArgoRules.ContainerSet, mount, at, "mountPath", $"There is a mount at {place.Shown()} already.", "Use another path.");
        }
    }
}
