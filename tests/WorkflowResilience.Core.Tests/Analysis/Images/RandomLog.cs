using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Images;

/// <summary>Texts made of pieces of patterns' literals and examples, cut, changed in case and put beside one another.</summary>
internal static class RandomLog
{
    internal static string Of(Random random, FailurePattern[] patterns)
    {
        var log = new StringBuilder();
        for (int lines = random.Next(1, 30); lines > 0; lines--)
        {
            for (int pieces = random.Next(1, 4); pieces > 0; pieces--) log.Append(Piece(random, patterns[random.Next(patterns.Length)])).Append(" \t:,.x7"[random.Next(7)]);
            log.Append('\n');
        }

        return log.ToString();
    }

    private static string Piece(Random random, FailurePattern pattern)
    {
        string[] texts = [.. pattern.Any.Concat(pattern.All).Concat(pattern.Unless).Select(literal => PatternLiteral.Read(literal, pattern.IsOrdinal, out _)!.Sample), .. pattern.Matches, .. pattern.MatchesNot, pattern.Title];
        string text = texts[random.Next(texts.Length)];
        return random.Next(6) switch
        {
            0 => text[..random.Next(text.Length + 1)],
            1 => text[random.Next(text.Length + 1)..],
            2 => text.ToUpperInvariant(),
            _ => text,
        };
    }
}
