namespace WorkflowResilience.Argo;

/// <summary>N: a program fills a directory in its own pod, and another pod goes there. Quiet unless both are plain to see and nothing can be mounted there.</summary>
internal static class SharedPathCheck
{
    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        if (document.Spec?.Has("podSpecPatch") == true || document.Spec?.Has("templateDefaults") == true) return;
        (LintTemplate Template, ArgoPod Pod, string Source)[] scripts =
            [.. from template in document.Templates from pod in ArgoPod.Of(template) where pod.IsScript && !template.Node.Has("podSpecPatch") && pod.Node.TextAt("source") is not null select (template, pod, pod.Node.TextAt("source")!)];
        var filled = new Dictionary<string, LintTemplate>(StringComparer.Ordinal);
        foreach ((LintTemplate template, ArgoPod pod, string source) in scripts)
        {
            foreach (string path in FilledIn(source))
            {
                if (!IsMounted(path, template, pod)) filled.TryAdd(path, template);
            }
        }

        if (filled.Count == 0) return;
        foreach ((LintTemplate template, ArgoPod pod, string source) in scripts)
        {
            string? path = EnteredIn(source).FirstOrDefault(path => filled.TryGetValue(path, out LintTemplate? by) && !IsMounted(path, template, pod) &&
                (by == template ? IsCalledTwice(template, document) && IsInAnotherCase(source, path) : !FilledIn(source).Contains(path, StringComparer.Ordinal) && !source.Contains("mkdir", StringComparison.Ordinal)));
            if (path is null) continue;
            findings.Add(AdditionRules.UnsharedPath, pod.Path["source"], pod.Node.MarkOf("source"), $"Files are put into {path} by one pod and looked for there by another one; pods do not share a file system.", "Mount a claim of volumeClaimTemplates there in each of them, or pass the files as artifacts.");
        }
    }

    // git clone … /workspace
    private static IEnumerable<string> FilledIn(string source) =>
        from line in source.Split('\n')
        let command = line.Trim()
        where command.StartsWith("git clone ", StringComparison.Ordinal)
        let last = command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].Trim('"', '\'').TrimEnd('/')
        where IsPlain(last)
        select last;

    // cd /workspace
    private static IEnumerable<string> EnteredIn(string source) =>
        from line in source.Split('\n')
        let words = line.Trim().Split(' ', ';', '&')
        where words.Length > 1 && words[0] is "cd"
        let path = words[1].Trim('"', '\'').TrimEnd('/')
        where IsPlain(path)
        select path;

    private static bool IsPlain(string path) => path.Length > 1 && path[0] == '/' && path.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.') && !path.StartsWith("/tmp", StringComparison.Ordinal);

    private static bool IsCalledTwice(LintTemplate template, LintDocument document) => template.Name is { } name && document.Templates.SelectMany(static other => other.Calls).Count(call => string.Equals(call.Node.TextAt("template"), name, StringComparison.Ordinal)) > 1;

    // The directory is entered behind the end of the case that fills it.
    private static bool IsInAnotherCase(string source, string path)
    {
        bool filled = false, ended = false;
        foreach (string line in source.Split('\n'))
        {
            if (FilledIn(line).Contains(path, StringComparer.Ordinal)) filled = true;
            else if (filled && line.Trim().EndsWith(";;", StringComparison.Ordinal)) ended = true;
            else if (ended && EnteredIn(line).Contains(path, StringComparer.Ordinal)) return true;
        }

        return false;
    }

    private static bool IsMounted(string path, LintTemplate template, ArgoPod pod) =>
        Paths(pod.Node.SequenceAt("volumeMounts"), "mountPath").Concat(Paths(template.Node.MappingAt("inputs")?.SequenceAt("artifacts"), "path")).Concat(Paths(template.Node.MappingAt("outputs")?.SequenceAt("artifacts"), "path"))
            .Any(mounted => LintTags.HasAny(mounted) || Covers(mounted.TrimEnd('/'), path) || Covers(path, mounted));

    private static bool Covers(string directory, string path) => path.StartsWith(directory, StringComparison.Ordinal) && (path.Length == directory.Length || path[directory.Length] == '/');

    private static IEnumerable<string> Paths(YamlSequence? list, string member) => list?.OfType<YamlMapping>().Select(item => item.TextAt(member) ?? "").Where(static path => path.Length > 0) ?? [];
}
