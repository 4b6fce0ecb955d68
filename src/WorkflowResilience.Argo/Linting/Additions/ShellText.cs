namespace WorkflowResilience.Argo;

/// <summary>Looks into the source of a shell, no deeper than is sure.</summary>
internal static class ShellText
{
    internal static bool IsShell(string program) => program is "sh" or "bash" or "ash" or "dash" or "zsh" or "ksh";

    /// <summary>A pipe between two programs stands in a source: outside quotes, comments, tests, patterns of <c>case</c> and texts that follow (<c>&lt;&lt;</c>).</summary>
    internal static bool HasPipe(string source)
    {
        string? until = null;
        char quote = '\0';
        foreach (string line in source.Split('\n'))
        {
            if (until is not null)
            {
                if (string.Equals(line.Trim(), until, StringComparison.Ordinal)) until = null;
                continue;
            }

            if (HasPipe(line, ref quote)) return true;
            if (quote == '\0') until = HereWord(line);
        }

        return false;
    }

    private static bool HasPipe(string line, ref char quote)
    {
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (quote != '\0')
            {
                if (c == '\\' && quote == '"') i++;
                else if (c == quote) quote = '\0';
            }
            else if (c == '\\')
            {
                i++;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
            {
                return false;
            }
            else if (c == '[' && string.CompareOrdinal(line, i, "[[", 0, 2) == 0)
            {
                int end = line.IndexOf("]]", i, StringComparison.Ordinal);
                if (end < 0) return false;
                i = end + 1;
            }
            else if (c == '$' && (string.CompareOrdinal(line, i, "$((", 0, 3) == 0 || string.CompareOrdinal(line, i, "${", 0, 2) == 0))
            {
                int end = line.IndexOf(line[i + 1] == '{' ? "}" : "))", i, StringComparison.Ordinal);
                if (end < 0) return false;
                i = end;
            }
            else if (c == '{' && string.CompareOrdinal(line, i, "{{", 0, 2) == 0)
            {
                int end = line.IndexOf("}}", i, StringComparison.Ordinal);
                if (end < 0) return false;
                i = end + 1;
            }
            else if (c == '|')
            {
                bool doubled = i + 1 < line.Length && line[i + 1] == '|';
                if (doubled || (i > 0 && line[i - 1] == '>'))
                {
                    i += doubled ? 1 : 0;
                    continue;
                }

                return !IsPattern(line);
            }
        }

        return false;
    }

    // a|b) or 'a' | 'b') of a case.
    private static bool IsPattern(string line)
    {
        int close = line.IndexOf(')', StringComparison.Ordinal);
        return close >= 0 && line.IndexOf('(', StringComparison.Ordinal) is var open && (open < 0 || open > close || string.IsNullOrWhiteSpace(line[..open]));
    }

    private static string? HereWord(string line)
    {
        int at = line.IndexOf("<<", StringComparison.Ordinal);
        if (at < 0 || string.CompareOrdinal(line, at, "<<<", 0, 3) == 0) return null;
        string word = line[(at + 2)..].TrimStart('-', ' ', '\'', '"', '\\');
        int end = 0;
        while (end < word.Length && (char.IsLetterOrDigit(word[end]) || word[end] == '_')) end++;
        return end == 0 || char.IsDigit(word[0]) ? null : word[..end];
    }
}
