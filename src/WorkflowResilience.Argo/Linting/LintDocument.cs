namespace WorkflowResilience.Argo;

/// <summary>A manifest of Argo Workflows, with its parts at hand for the rules.</summary>
internal sealed class LintDocument
{
    internal const string Group = "argoproj.io/";

    private Dictionary<string, LintTemplate>? _named;

    private LintDocument(YamlMapping root, LintPath path, string kind, YamlMapping? spec, LintPath specPath)
    {
        Root = root;
        Path = path;
        Kind = kind;
        Spec = spec;
        SpecPath = specPath;
        Templates = [.. TemplatesOf(spec, specPath)];
    }

    internal YamlMapping Root { get; }

    /// <summary>Where the manifest begins: the root of the document, or an item of a list.</summary>
    internal LintPath Path { get; }

    /// <summary>Workflow, WorkflowTemplate, ClusterWorkflowTemplate, CronWorkflow, WorkflowEventBinding, EventSource, Sensor, EventBus…</summary>
    internal string Kind { get; }

    /// <summary>The specification of the workflow, in a CronWorkflow that below <c>workflowSpec</c>; null when there is none, or the kind has none.</summary>
    internal YamlMapping? Spec { get; }

    internal LintPath SpecPath { get; }

    /// <summary>The templates that have the shape of one; inline templates of tasks and steps follow the one they stand in.</summary>
    internal IReadOnlyList<LintTemplate> Templates { get; }

    /// <summary>The manifests of the same text, this one among them: what refers to one of them can be followed.</summary>
    internal IReadOnlyDictionary<(string Kind, string Name), LintDocument> Companions { get; set; } = new Dictionary<(string Kind, string Name), LintDocument>();

    /// <summary>The templates that have a name; the first of several with the same.</summary>
    internal IReadOnlyDictionary<string, LintTemplate> Named => _named ??= NamedOf(Templates);

    /// <summary>It is run by others, which may bring parameters and labels of their own.</summary>
    internal bool IsReusable => Kind is "WorkflowTemplate" or "ClusterWorkflowTemplate";

    internal bool IsWorkflow => Kind is "Workflow" or "WorkflowTemplate" or "ClusterWorkflowTemplate" or "CronWorkflow";

    /// <summary>Null for what is not Argo's.</summary>
    internal static LintDocument? Of(YamlMapping root) => Of(root, LintPath.Root);

    internal static LintDocument? Of(YamlMapping root, LintPath at)
    {
        if (root.TextAt("apiVersion")?.StartsWith(Group, StringComparison.Ordinal) != true || root.TextAt("kind") is not { } kind) return null;
        LintPath path = at["spec"];
        YamlMapping? spec = root.MappingAt("spec");
        return kind is "CronWorkflow"
            ? new LintDocument(root, at, kind, spec?.MappingAt("workflowSpec"), path["workflowSpec"])
            : new LintDocument(root, at, kind, spec, path);
    }

    internal static IReadOnlyDictionary<(string Kind, string Name), LintDocument> ByName(IEnumerable<LintDocument> documents)
    {
        var all = new Dictionary<(string Kind, string Name), LintDocument>();
        foreach (LintDocument document in documents)
        {
            if (document.Root.MappingAt("metadata")?.TextAt("name") is { } name) all.TryAdd((document.Kind, name), document);
        }

        return all;
    }

    private static Dictionary<string, LintTemplate> NamedOf(IEnumerable<LintTemplate> templates)
    {
        var named = new Dictionary<string, LintTemplate>(StringComparer.Ordinal);
        foreach (LintTemplate template in templates)
        {
            if (template is { InlineOf: null, Name: { } name }) named.TryAdd(name, template);
        }

        return named;
    }

    private static IEnumerable<LintTemplate> TemplatesOf(YamlMapping? spec, LintPath path)
    {
        if (spec?.SequenceAt("templates") is not { } templates) yield break;
        for (int i = 0; i < templates.Count; i++)
        {
            if (templates[i] is not YamlMapping node) continue;
            var template = new LintTemplate(node, path["templates"][i]);
            yield return template;
            foreach (LintCall call in template.Calls)
            {
                if (call.Node.MappingAt("inline") is { } inline) yield return new LintTemplate(inline, call.Path["inline"], inlineOf: call);
            }
        }
    }
}
