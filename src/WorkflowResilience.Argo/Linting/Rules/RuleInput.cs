namespace WorkflowResilience.Argo;

/// <summary>A workflow as the rules see it: its templates by name, what its calls run, and where findings go.</summary>
internal sealed class RuleInput
{
    private readonly LintFindings _findings;
    private readonly Dictionary<LintTemplate, CalleeNames> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LintDocument, bool> _open = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<YamlMapping, LintTemplate> _inline = new(ReferenceEqualityComparer.Instance);

    internal RuleInput(LintDocument document, LintOptions options, LintFindings findings)
    {
        Document = document;
        Options = options;
        _findings = findings;
        foreach (LintTemplate template in document.Templates)
        {
            if (template.InlineOf is not null) _inline.TryAdd(template.Node, template);
        }
    }

    internal LintDocument Document { get; }

    internal LintOptions Options { get; }

    internal IReadOnlyList<LintTemplate> Templates => Document.Templates;

    /// <summary>What every template has unless it says otherwise; null for none.</summary>
    internal YamlMapping? Defaults => Document.Spec?.MappingAt("templateDefaults");

    /// <summary>Whether all that a call runs is in the text; what is not cannot be judged.</summary>
    internal bool IsComplete => Templates.All(template => template.Calls.All(call => CalleeOf(call) is not null));

    internal LintTemplate? TemplateNamed(string name) => Document.Named.GetValueOrDefault(name);

    /// <summary>The template that a call runs; null for one that is not in the text, or does not exist.</summary>
    internal LintTemplate? CalleeOf(LintCall call)
    {
        if (call.Node.MappingAt("inline") is { } inline) return _inline.GetValueOrDefault(inline);
        if (call.Node.MappingAt("templateRef") is { } reference)
        {
            return reference.TextAt("template") is { } template && Referred(reference) is { } document ? document.Named.GetValueOrDefault(template) : null;
        }

        return call.Node.TextAt("template") is { } name ? TemplateNamed(name) : null;
    }

    /// <summary>The WorkflowTemplate that a reference names, when it is in the same text.</summary>
    internal LintDocument? Referred(YamlMapping reference)
    {
        string kind = reference.TextAt("clusterScope") is "true" ? "ClusterWorkflowTemplate" : "WorkflowTemplate";
        return reference.TextAt("name") is { } name ? Document.Companions.GetValueOrDefault((kind, name)) : null;
    }

    /// <summary>What is known of a step or task that runs this template; made once, however many do.</summary>
    internal CalleeNames NamesOf(LintTemplate callee)
    {
        if (!_names.TryGetValue(callee, out CalleeNames? names)) _names[callee] = names = new CalleeNames(callee);
        return names;
    }

    /// <summary>Whether a name is known to be that of no template. One that another tool fills in may be the one that is looked for.</summary>
    internal bool IsMissing(LintDocument document, string name)
    {
        if (!_open.TryGetValue(document, out bool open)) _open[document] = open = document.Templates.Any(static template => template.Name?.IsOpen() == true);
        return !open && !name.IsOpen() && !document.Named.ContainsKey(name);
    }

    internal void Add(LintRule rule, LintPath path, YamlMark mark, string message, string fix) => _findings.Add(rule, path, mark, message, fix);

    /// <summary>Complains of a member: at its value when that is a text, at its name else; at the whole when there is no such member.</summary>
    internal void AddAt(LintRule rule, YamlMapping node, LintPath path, string member, string message, string fix)
    {
        if (!node.Has(member)) Add(rule, path, node.Mark, message, fix);
        else Add(rule, path[member], node[member] is YamlScalar { Mark.Line: > 0 } scalar && !scalar.IsNull ? scalar.Mark : node.MarkOf(member), message, fix);
    }
}
