namespace WorkflowResilience.Argo;

/// <summary>Paths of artifacts: inputs (12) and outputs (34).</summary>
internal static class ArtifactRules
{
    private static readonly string[] s_withFiles = ["container", "script", "containerSet", "resource", "data"];
    private static readonly string[] s_withoutFiles = ["steps", "dag", "suspend"];

    internal static void Check(RuleInput input)
    {
        foreach (LintTemplate template in input.Templates)
        {
            foreach ((YamlMapping artifact, LintPath path) in template.Node.MappingAt("inputs").ItemsAt("artifacts", template.Path["inputs"]))
            {
                CheckPath(input, ArgoRules.InputArtifact, template, artifact, path);
                if (artifact.FilledAt("from") is not null) input.AddAt(ArgoRules.InputArtifact, artifact, path, "from", $"An input takes its artifact from the caller, not by from: {Name(artifact)}.", "Move from to the arguments of the step or task.");
            }

            foreach ((YamlMapping artifact, LintPath path) in template.Node.MappingAt("outputs").ItemsAt("artifacts", template.Path["outputs"]))
            {
                CheckPath(input, ArgoRules.OutputArtifact, template, artifact, path);
                OutputRules.CheckGlobalName(input, ArgoRules.OutputArtifact, artifact, path);
            }
        }
    }

    private static string Name(YamlMapping artifact) => (artifact.TextAt("name") ?? "").Shown();

    private static void CheckPath(RuleInput input, LintRule rule, LintTemplate template, YamlMapping artifact, LintPath path)
    {
        if (template.Kinds.Count != 1 || artifact["path"] is YamlMapping or YamlSequence) return;
        string kind = template.Kinds[0];
        string? file = artifact.FilledAt("path");
        if (s_withFiles.Contains(kind, StringComparer.Ordinal))
        {
            if (file is null) input.AddAt(rule, artifact, path, "path", $"The artifact {Name(artifact)} has no path.", "Say where the file or folder is in the container: path: /tmp/file.");
            else if (!file.IsOpen() && ClimbsOut(file)) input.AddAt(rule, artifact, path, "path", $"The path {file.Shown()} leads out of its folder by '..'.", "Write the path without '..'.");
        }
        else if (file is not null && s_withoutFiles.Contains(kind, StringComparer.Ordinal))
        {
            input.AddAt(rule, artifact, path, "path", $"A {kind} template has no files; the artifact {Name(artifact)} can have no path there.", "Remove the path; pass the artifact on to the templates that run containers.");
        }
    }

    /// <summary>Whether a path ends elsewhere than in the folder before its first <c>..</c>.</summary>
    private static bool ClimbsOut(string path)
    {
        int climb = path.IndexOf("/../", StringComparison.Ordinal);
        if (climb < 0 && path.EndsWith("/..", StringComparison.Ordinal)) climb = path.Length - 3;
        if (climb <= 0) return false;
        string folder = path[..climb];
        var steps = new List<string>();
        foreach (string step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step is "..")
            {
                if (steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ".")
            {
                steps.Add(step);
            }
        }

        string clean = (path[0] == '/' ? "/" : "") + string.Join('/', steps);
        return !string.Equals(clean, folder, StringComparison.Ordinal) && !clean.StartsWith(folder + "/", StringComparison.Ordinal);
    }
}
