using System.Buffers;

namespace WorkflowResilience.Argo;

/// <summary>L: <c>when</c> of tasks and steps, which is read after the values have been put in.</summary>
internal static class ConditionCheck
{
    private const string Member = "when";

    private static readonly SearchValues<char> s_calculation = SearchValues.Create("<>~+*%,");

    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        foreach (LintCall call in document.Templates.SelectMany(static template => template.Calls))
        {
            if (call.Node.TextAt(Member) is not { } when || when.Contains("{{=", StringComparison.Ordinal)) continue;
            string bare = WithoutQuoted(when);
            if (BrokenOperand(bare) is { } operand)
            {
                findings.Add(AdditionRules.BrokenCondition, call.Path[Member], call.Node.MarkOf(Member), $"'{operand}' without quotes is read as a calculation, not as a text: the condition cannot be evaluated.", "Put both sides into quotes: \"{{…}}\" == \"…\".");
            }
            else if (LintTags.HasAny(bare) && (bare.Contains("==", StringComparison.Ordinal) || bare.Contains("!=", StringComparison.Ordinal)) && !IsCalculated(bare))
            {
                findings.Add(AdditionRules.UnquotedCondition, call.Path[Member], call.Node.MarkOf(Member), "The value is put into the condition without quotes: when it is empty or holds a space, a hyphen or a slash, the condition cannot be evaluated.", "Put both sides into quotes: \"{{…}}\" == \"…\".");
            }
        }
    }

    private static string WithoutQuoted(string when)
    {
        var bare = new System.Text.StringBuilder(when.Length);
        char quote = '\0';
        foreach (char c in when)
        {
            if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
                bare.Append('"');
            }
            else if (quote == '\0')
            {
                bare.Append(c);
            }
            else if (c == quote)
            {
                quote = '\0';
            }
        }

        return bare.ToString();
    }

    // Larger, smaller, a pattern, a list: numbers must stand there without quotes.
    private static bool IsCalculated(string bare)
    {
        string outside = bare;
        foreach (string tag in LintTags.Of(bare)) outside = outside.Replace(tag, "", StringComparison.Ordinal);
        return outside.AsSpan().IndexOfAny(s_calculation) >= 0 || outside.Contains(" in ", StringComparison.Ordinal);
    }

    // owner/repo, not-found, two words: an operand that is one text for people, and several values for the machine.
    private static string? BrokenOperand(string bare)
    {
        foreach (string part in bare.Split(["==", "!=", "&&", "||", "(", ")"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!char.IsAsciiLetter(part[0]) || !char.IsAsciiLetterOrDigit(part[^1])) continue;
            if (part.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '_') && part.AsSpan().IndexOfAny("-/") > 0) return part;
        }

        return null;
    }
}
