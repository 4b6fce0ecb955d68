namespace WorkflowResilience.Argo;

/// <summary>Makes a finding of the reason why a text could not be read to its end.</summary>
internal static class YamlFault
{
    private static readonly string[] s_helmWords = ["if", "else", "end", "range", "with", "define", "include", "template", "block", "toYaml", "tpl", "required", "default", "quote", "printf", "fail"];

    internal static LintFinding Of(YamlProblem problem, string text, int document)
    {
        // The end of the text counts for the parser as a line of its own.
        int line = Math.Clamp(problem.Mark.Line, 1, text.AsSpan().Count('\n') + 1), column = line == problem.Mark.Line ? Math.Max(1, problem.Mark.Column) : 1;
        (LintRule rule, string message, string fix) = (problem.IsLimit, problem.Message) switch
        {
            (true, _) => (YamlRules.TooLarge, problem.Message, "Make it smaller, or check its parts one by one; what follows was not checked."),
            _ when IsHelm(text) => (YamlRules.HelmTemplate, "This is a template of Helm, and YAML only when it is rendered.", "Render it, as helm template does, and check the output."),
            _ when HasBareBraces(text, line) => (YamlRules.BareBraces, "Two braces without quotes begin a set of members in YAML, not a text.", "Write the whole value in quotes: \"{{…}}\"; what follows was not checked."),
            _ => (YamlRules.NoYaml, problem.Message, "Correct it there; what follows was not checked."),
        };
        return new LintFinding(rule, document, "$", line, column, message, fix);
    }

    // Argo's own braces hold a name or "=" and an expression; those of Helm begin with a dash, a point, a dollar sign, a comment or a word of its language.
    private static bool IsHelm(string text)
    {
        for (int at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", at + 2, StringComparison.Ordinal))
        {
            ReadOnlySpan<char> inner = text.AsSpan(at + 2);
            if (inner.StartsWith("- ")) return true;
            inner = inner.TrimStart(' ');
            if (inner.Length > 1 && inner[0] is '.' or '$' || inner.StartsWith("/*")) return true;
            int end = inner.IndexOfAny(' ', '}');
            if (end > 0 && s_helmWords.AsSpan().Contains(inner[..end].ToString())) return true;
        }

        return false;
    }

    // The place of the fault may be that of the braces, or the line after them.
    private static bool HasBareBraces(string text, int line)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> row in text.AsSpan().EnumerateLines())
        {
            number++;
            if (number > line) return false;
            if (number >= line - 1 && (row.Contains(": {{", StringComparison.Ordinal) || row.Contains("- {{", StringComparison.Ordinal))) return true;
        }

        return false;
    }
}
