namespace WorkflowResilience.Argo;

/// <summary>Q: arguments that the called template does not take, which Argo passes over without a word.</summary>
internal static class ArgumentCheck
{
    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        var byName = new Dictionary<string, LintTemplate>(StringComparer.Ordinal);
        foreach (LintTemplate template in document.Templates)
        {
            if (template is { InlineOf: null, Name: { } name }) byName.TryAdd(name, template);
        }

        foreach (LintCall call in document.Templates.SelectMany(static template => template.Calls))
        {
            if (call.Node.TextAt("template") is not { } name || !byName.TryGetValue(name, out LintTemplate? callee) || call.Node.MappingAt("arguments") is not { } arguments) continue;
            Check("parameters", arguments, call, callee, findings);
            Check("artifacts", arguments, call, callee, findings);
        }
    }

    private static void Check(string kind, YamlMapping arguments, LintCall call, LintTemplate callee, LintFindings findings)
    {
        if (arguments.SequenceAt(kind) is not { } given) return;
        string[] inputs = NamesOf(callee.Node.MappingAt("inputs")?.SequenceAt(kind)), passed = NamesOf(given);
        for (int i = 0; i < given.Count; i++)
        {
            if (given[i] is not YamlMapping argument || argument.TextAt("name") is not { } name || LintTags.HasAny(name) || inputs.Contains(name, StringComparer.Ordinal)) continue;
            LintPath path = call.Path["arguments"][kind][i]["name"];
            string? meant = inputs.Except(passed, StringComparer.Ordinal).FirstOrDefault(input => IsNear(input, name));
            if (meant is not null) findings.Add(AdditionRules.MistypedArgument, path, argument.MarkOf("name"), $"The template {callee.Name} has no input '{name}', so the value goes nowhere; its input '{meant}' is not given.", $"Write name: {meant}.");
            else findings.Add(AdditionRules.UnknownArgument, path, argument.MarkOf("name"), $"The template {callee.Name} has no input '{name}', so the value goes nowhere.", "Remove it, or declare the input.");
        }
    }

    private static string[] NamesOf(YamlSequence? list) => [.. list?.OfType<YamlMapping>().Select(static item => item.TextAt("name")).OfType<string>() ?? []];

    private static bool IsNear(string a, string b)
    {
        if (string.Equals(Folded(a), Folded(b), StringComparison.OrdinalIgnoreCase)) return true;
        return Math.Min(a.Length, b.Length) >= 4 && Math.Max(a.Length, b.Length) <= 128 && Distance(a, b) <= (Math.Min(a.Length, b.Length) >= 6 ? 2 : 1);
    }

    private static string Folded(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);

    // How many letters are put in, left out or changed.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
