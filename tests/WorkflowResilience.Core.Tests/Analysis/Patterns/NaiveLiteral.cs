namespace WorkflowResilience.Tests.Analysis.Patterns;

/// <summary>A literal as its documentation describes it, matched by trying everything. Shares nothing with the library.</summary>
/// <param name="Kind">p plain, w a word, n a number, d digits, i an id, t any text.</param>
/// <param name="Text">What stands there; empty for wildcards.</param>
internal sealed record NaiveLiteral(char Kind, string Text)
{
    private const int MostText = 200, MostId = 300;

    internal static string Written(IEnumerable<NaiveLiteral> parts) => string.Concat(parts.Select(part => part.Kind switch
    {
        'w' => $"{{word:{part.Text}}}",
        'n' => $"{{num:{part.Text}}}",
        'd' => "{digits}",
        'i' => "{id}",
        't' => "{text}",
        _ => part.Text.Replace("{", "{{", StringComparison.Ordinal),
    }));

    internal static bool Matches(IReadOnlyList<NaiveLiteral> parts, string line) => Enumerable.Range(0, line.Length + 1).Any(at => From(parts, 0, line, at));

    private static bool From(IReadOnlyList<NaiveLiteral> parts, int i, string line, int at)
    {
        if (i == parts.Count) return true;
        return parts[i].Kind switch
        {
            't' => Enumerable.Range(0, MostText + 1).Any(length => at + length <= line.Length && From(parts, i + 1, line, at + length)),
            'd' => Runs(line, at, char.IsAsciiDigit).Any(end => From(parts, i + 1, line, end)),
            'i' => Runs(line, at, c => char.IsAsciiLetterOrDigit(c) || "_.-/:@$".Contains(c, StringComparison.Ordinal)).Any(end => From(parts, i + 1, line, end)),
            _ => Stands(parts[i], line, at) && From(parts, i + 1, line, at + parts[i].Text.Length),
        };
    }

    private static IEnumerable<int> Runs(string line, int at, Func<char, bool> belongs)
    {
        for (int end = at; end < line.Length && end - at < MostId && belongs(line[end]); end++) yield return end + 1;
    }

    private static bool Stands(NaiveLiteral part, string line, int at)
    {
        int end = at + part.Text.Length;
        if (end > line.Length || !line[at..end].Equals(part.Text, StringComparison.OrdinalIgnoreCase)) return false;
        return part.Kind == 'p' || (IsEdge(part.Kind, Beside(line, at - 1), Beside(line, at - 2)) && IsEdge(part.Kind, Beside(line, end), Beside(line, end + 1)));
    }

    private static char Beside(string line, int at) => at < 0 || at >= line.Length ? ' ' : line[at];

    private static bool IsEdge(char kind, char beside, char beyond) =>
        !char.IsAsciiLetterOrDigit(beside) && beside != '_' && !(kind == 'n' && beside is '.' or ',' && kind == 'n' && char.IsAsciiDigit(beyond));
}
