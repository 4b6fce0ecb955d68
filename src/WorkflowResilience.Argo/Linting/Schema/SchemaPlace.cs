namespace WorkflowResilience.Argo;

/// <summary>Members that are being checked, and what they stand in.</summary>
/// <param name="Type">Their type.</param>
/// <param name="Node">The members.</param>
/// <param name="Path">Where they are.</param>
/// <param name="Outer">The typed members they stand in; null at the root.</param>
/// <param name="IsDefaults">They are defaults for others, and need not be whole.</param>
internal sealed record SchemaPlace(SchemaType Type, YamlMapping Node, LintPath Path, SchemaPlace? Outer, bool IsDefaults)
{
    /// <summary>What to do with a field that its members do not have.</summary>
    internal string FixFor(string name, ArgoTarget target)
    {
        SchemaField[] own = [.. Type.Fields.Where(field => field.IsIn(target))];
        string? near = NearestName.Of(name, own.Select(static field => field.Name));
        if (string.Equals(near, name, StringComparison.OrdinalIgnoreCase)) return $"Write {near}: names must match to the letter.";
        if (Special(name, target) is { } special) return special;
        if (Inside(name) is { } inside) return $"Move it one level down, into {inside}.";
        for (SchemaPlace? outer = Outer; outer is not null; outer = outer.Outer)
        {
            if (outer.Type[name]?.IsIn(target) == true) return $"Move it to {outer.Type.Words}, {outer.Path}.";
            if (outer.Inside(name) is { } beside) return $"Move it to {outer.Path}, into {beside}.";
        }

        // Who mistypes a name begins it right.
        if (near is not null && char.ToUpperInvariant(near[0]) == char.ToUpperInvariant(name[0])) return $"Did you mean {near}?";
        string[] nested = [.. own.Where(field => field.Shape.Type?[name] is not null).Select(static field => field.Name)];
        return nested.Length is > 0 and < 4 ? $"It belongs into {string.Join(" or ", nested)}." : $"Remove it. {Known(own)}";
    }

    private static string Known(SchemaField[] own) => own.Length is > 0 and <= 12 ? $"The fields there are: {string.Join(", ", own.Select(static field => field.Name))}." : "It has no effect where it is not refused.";

    private string? Special(string name, ArgoTarget target)
    {
        switch (Type.Name)
        {
            case "Template" when name is "resources":
                string of = Node.Has("script") ? "script.resources" : Node.Has("container") ? "container.resources" : "the resources of a container";
                return target.HasPendingTimeout() ? $"Move it to {of}, or write podResources for the pod as a whole." : $"Move it to {of}.";
            case "WorkflowStep" when name is "depends" or "dependencies":
                return "Steps run in the order of their lists; remove it, or write the template as a dag with tasks.";
            case "DAGTask" or "WorkflowStep" when ArgoSchema.Of("Template")[name]?.IsIn(target) == true:
                return Node.TextAt("template") is { } called && !called.Contains("{{", StringComparison.Ordinal)
                    ? $"Move it to the template '{called}', which is called here: it belongs to a template, not to a call."
                    : "Move it to the template that is called: it belongs to a template, not to a call.";
            default:
                return null;
        }
    }

    // The member that is there, and takes such a field.
    private string? Inside(string name)
    {
        foreach (YamlMember member in Node)
        {
            if (member.Value is YamlMapping && Type[member.Key]?.Shape.Type?[name] is not null) return member.Key;
        }

        return null;
    }
}
