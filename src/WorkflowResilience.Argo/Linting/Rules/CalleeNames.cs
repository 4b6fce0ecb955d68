namespace WorkflowResilience.Argo;

/// <summary>What can be asked of a step or task, as its template has it: <c>outputs.result</c>, <c>outputs.parameters.NAME</c>…</summary>
internal sealed class CalleeNames
{
    private static readonly string[] s_results = ["container", "containerSet", "script", "data", "http", "plugin"];

    private readonly HashSet<string> _names = new(["id", "startedAt", "finishedAt", "hostNodeName"], StringComparer.Ordinal);
    private readonly string[] _parameters;
    private readonly string[] _artifacts;
    private readonly bool _open;

    internal CalleeNames(LintTemplate template)
    {
        _parameters = Needed(template, "parameters");
        _artifacts = Needed(template, "artifacts");
        YamlMapping? outputs = template.Node.MappingAt("outputs");
        _open = template.Kinds.Count != 1 || (template.Node.IsGiven("outputs") && outputs is null);
        if (_open) return;
        if (template.Node.IsGiven("daemon")) _names.Add("ip");
        if (s_results.Contains(template.Kinds[0], StringComparer.Ordinal))
        {
            _names.Add("outputs.result");
            _names.Add("exitCode");
        }

        foreach (string list in (string[])["parameters", "artifacts"])
        {
            foreach ((YamlMapping output, _) in outputs.ItemsAt(list, template.Path))
            {
                if (output.TextAt("name") is not { } name) continue;
                _open |= name.IsOpen();
                _names.Add($"outputs.{list}.{name}");
            }
        }
    }

    internal bool Has(string name) => _open || _names.Contains(name);

    /// <summary>The inputs that a caller must supply.</summary>
    internal string[] NeededOf(string list) => list is "parameters" ? _parameters : _artifacts;

    private static string[] Needed(LintTemplate template, string list) =>
    [
        .. template.Node.MappingAt("inputs").ItemsAt(list, template.Path)
            .Where(item => !IsSupplied(item.Node, list)).Select(static item => item.Node.FilledAt("name")).OfType<string>().Where(static name => !name.IsOpen()).Distinct(StringComparer.Ordinal),
    ];

    private static bool IsSupplied(YamlMapping declared, string list) => list is "parameters"
        ? declared.IsGiven("value") || declared.IsGiven("valueFrom") || declared.IsGiven("default")
        : (declared.TextAt("optional") is { } optional && optional is not ("false" or "False" or "FALSE")) || ParameterRules.IsLocated(declared);
}
