namespace WorkflowResilience.Argo;

/// <summary>H, I, J: parameters in programs, pipelines, scripts without a command.</summary>
internal static class ScriptCheck
{
    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        YamlMapping? defaults = document.Spec?.MappingAt("templateDefaults");
        bool hasDefault = defaults?.MappingAt("script")?.Has("command") == true;
        foreach (LintTemplate template in document.Templates)
        {
            foreach (ArgoPod pod in ArgoPod.Of(template))
            {
                if (pod.IsScript) CheckScript(pod, template, hasDefault, findings);
                CheckShell(pod, findings);
            }
        }
    }

    private static void CheckScript(ArgoPod pod, LintTemplate template, bool hasDefault, LintFindings findings)
    {
        bool hasCommand = pod.Node.SequenceAt("command") is { Count: > 0 };
        if (!hasCommand && !hasDefault)
        {
            findings.Add(AdditionRules.NoCommand, pod.Path, template.Node.MarkOf("script"), "Without a command the file with the source is handed to the entrypoint of the image; its line with #! is not looked at.", "Name the interpreter: command: [bash, -euo, pipefail].");
        }

        if (pod.Node.TextAt("source") is not { } source) return;
        if (InjectedIn(source) is { } tag) AddInjection(tag, pod.Path["source"], pod.Node.MarkOf("source"), findings);
        if (pod.Program is "bash" && !source.Contains("pipefail", StringComparison.Ordinal) && !pod.Words("command").Concat(pod.Words("args")).Any(static word => word.Contains("pipefail", StringComparison.Ordinal)) && ShellText.HasPipe(source))
        {
            findings.Add(AdditionRules.Pipeline, pod.Path["source"], pod.Node.MarkOf("source"), "The exit code of a pipeline is that of its last program: when another one fails, the step goes on and succeeds.", "Begin with set -o pipefail, or command: [bash, -euo, pipefail].");
        }
    }

    private static void CheckShell(ArgoPod pod, LintFindings findings)
    {
        if (!ShellText.IsShell(pod.Program)) return;
        bool code = false;
        foreach (string member in (ReadOnlySpan<string>)["command", "args"])
        {
            if (pod.Node.SequenceAt(member) is not { } words) continue;
            for (int i = 0; i < words.Count; i++)
            {
                if (words[i] is not YamlScalar word) continue;
                if (code)
                {
                    // Behind the program stand its arguments, which no shell reads.
                    if (InjectedIn(word.Value) is { } tag) AddInjection(tag, pod.Path[member][i], word.Mark, findings);
                    return;
                }

                code = word.Value is ['-', _, ..] && word.Value.AsSpan(1).IndexOfAnyExceptInRange('a', 'z') < 0 && word.Value.Contains('c', StringComparison.Ordinal);
            }
        }
    }

    private static void AddInjection(string tag, LintPath path, YamlMark mark, LintFindings findings) =>
        findings.Add(AdditionRules.Injection, path, mark, $"The value of {{{{{tag}}}}} becomes part of the program: who chooses the value can run commands.", "Pass it through env, and use the variable in quotes.");

    private static string? InjectedIn(string text) => LintTags.HasAny(text) ? LintTags.Of(text).FirstOrDefault(IsValue) : null;

    private static bool IsValue(string tag)
    {
        string name = tag.TrimStart('=').Trim();
        if (name.StartsWith("item", StringComparison.Ordinal)) return true;
        if (tag.StartsWith('=')) return name.Contains("parameters", StringComparison.Ordinal) || name.Contains("outputs.result", StringComparison.Ordinal);
        return name.StartsWith("inputs.parameters", StringComparison.Ordinal) || name.StartsWith("workflow.parameters", StringComparison.Ordinal) ||
            ((name.StartsWith("steps.", StringComparison.Ordinal) || name.StartsWith("tasks.", StringComparison.Ordinal)) && name.Contains(".outputs.", StringComparison.Ordinal));
    }
}
