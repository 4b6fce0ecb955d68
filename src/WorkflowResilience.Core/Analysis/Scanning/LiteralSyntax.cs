using System.Text;
using static System.FormattableString;

namespace WorkflowResilience.Analysis;

/// <summary>The text of a pattern: plain characters, doubled braces, and the bounded parts <c>{num:…}</c> and <c>{word:…}</c>.</summary>
internal static class LiteralSyntax
{
    private const string Forms = "{num:403} and {word:OOM} are the forms, and a brace itself is written twice";

    /// <summary>Reads a pattern; null, and what is wrong with it, when it is none.</summary>
    internal static ScanLiteral? Read(string pattern, bool ordinal, out string? problem)
    {
        var text = new StringBuilder(pattern.Length);
        List<(ScanEdge Edge, int Start, int End)> parts = [];
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is not ('{' or '}'))
            {
                text.Append(pattern[i]);
            }
            else if (i + 1 < pattern.Length && pattern[i + 1] == pattern[i])
            {
                text.Append(pattern[i++]);
            }
            else
            {
                int close = pattern[i] == '{' ? pattern.IndexOf('}', i) : -1;
                if (close < 0)
                    return Wrong(Invariant($"has a lone '{pattern[i]}' at character {i + 1}; {Forms}"), out problem);
                string part = pattern[(i + 1)..close];
                ScanEdge edge = EdgeOf(part, out string inside);
                if (edge == ScanEdge.Any) return Wrong(Invariant($"has an unknown part '{{{part}}}' at character {i + 1}; {Forms}"), out problem);
                if (inside.Length == 0 || inside.Contains('{', StringComparison.Ordinal))
                    return Wrong(Invariant($"has nothing to find, or a brace, in '{{{part}}}' at character {i + 1}; {Forms}"), out problem);
                if (edge == ScanEdge.Number && !IsNumber(inside))
                    return Wrong($"asks for the number '{inside}', which is not digits with points or commas between them", out problem);
                parts.Add((edge, text.Length, text.Length + inside.Length));
                text.Append(inside);
                i = close;
            }
        }

        string literal = text.ToString();
        if (ScanLiteral.Problem(literal) is { } flaw) return Wrong($"cannot be looked for. {flaw[..^1]}", out problem);
        foreach ((ScanEdge edge, int start, int end) in parts)
        {
            if (Contradiction(literal, edge, start, end) is { } contradiction) return Wrong(contradiction, out problem);
        }

        problem = null;
        return new ScanLiteral(
            pattern,
            literal,
            ordinal,
            parts.Count > 0 && parts[0].Start == 0 ? parts[0].Edge : ScanEdge.Any,
            parts.Count > 0 && parts[^1].End == literal.Length ? parts[^1].Edge : ScanEdge.Any);

        ScanLiteral? Wrong(string what, out string? told)
        {
            told = $"The pattern '{pattern}' {what}.";
            return null;
        }
    }

    /// <summary>The pattern of a plain text.</summary>
    internal static string Escape(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static ScanEdge EdgeOf(string part, out string inside)
    {
        int colon = part.IndexOf(':', StringComparison.Ordinal);
        inside = part[(colon + 1)..];
        return colon < 0 ? ScanEdge.Any : part[..colon] switch { "num" => ScanEdge.Number, "word" => ScanEdge.Word, _ => ScanEdge.Any };
    }

    private static string Name(ScanEdge edge) => edge == ScanEdge.Number ? "num" : "word";

    private static bool IsNumber(string text) => char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]) && text.All(c => char.IsAsciiDigit(c) || c is '.' or ',');

    // A part inside the text has neighbours that are known: they fulfil its edge, or the pattern would never be found.
    private static string? Contradiction(string literal, ScanEdge edge, int start, int end)
    {
        byte[] head = Encoding.UTF8.GetBytes(literal[..start]), tail = Encoding.UTF8.GetBytes(literal[end..]);
        string part = $"{{{Name(edge)}:{literal[start..end]}}}";
        if (!EdgeRules.HoldsBefore(edge, head, head.Length) || !EdgeRules.HoldsAfter(edge, tail, 0))
            return $"can never be found: what stands beside '{part}' makes it part of a longer word or number";
        return (head.Length == 1 && EdgeRules.NeedsTheNext(edge, head[0])) || (tail.Length == 1 && EdgeRules.NeedsTheNext(edge, tail[0]))
            ? $"has a point or comma beside '{part}' and ends there, so that it cannot be told whether the number goes on; leave it out"
            : null;
    }
}
