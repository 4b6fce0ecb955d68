using System.Text.Json;
using WorkflowResilience.Argo;

namespace ArgoGeneration;

/// <summary>Checks files without a cluster.</summary>
internal static class Lint
{
    internal static int Run(Arguments arguments)
    {
        List<LintLine> lines = [];
        var options = new LintOptions { Target = arguments.Target };
        foreach (string file in arguments.Files)
        {
            if (Input.Read(file) is not { } text) return Arguments.Wrong;
            lines.AddRange(ArgoLint.Check(text, options).Select(finding => new LintLine(
                finding.Rule.Code, finding.Rule.Severity.ToString().ToLowerInvariant(), file, finding.Document, finding.Path, finding.Line, finding.Column, finding.Message, finding.Fix)));
        }

        if (arguments.AsJson) Console.WriteLine(JsonSerializer.Serialize(lines, LintJson.Default.ListLintLine));
        else foreach (LintLine line in lines) Console.WriteLine($"{line.File}:{line.Line}:{line.Column}: {line.Severity} {line.Code}: {line.Message} {line.Fix} ({line.Path})");
        return lines.Exists(static line => line.Severity is "error") ? 1 : 0;
    }
}
