using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Chooses the line that most likely names the cause. Lines no farther apart than some lines of output form a block; a program that retries, or one that goes on after
/// an error, leaves several. The highest score wins, less one for every block between it and the end, three at most; among equals, the later block and in it the
/// earlier line, because what follows a first error mostly follows from it. Of a chain of causes the innermost counts.
/// </summary>
internal static class CauseChoice
{
    private const int Gap = 12;
    private const int FarthestBlock = 3;
    private const int LinkBonus = 2;

    /// <summary>The index of the line; −1 when no line names a cause.</summary>
    internal static int Of(List<RatedLine> lines)
    {
        Settle(lines);
        int best = Best(lines, static role => role == ExcerptRole.Cause);
        if (best < 0) best = Best(lines, static role => role == ExcerptRole.Secondary);
        return best < 0 ? Best(lines, static role => role == ExcerptRole.TestReport) : best;
    }

    // Every link but the innermost loses what it got for being one, and says less than the innermost.
    private static void Settle(List<RatedLine> lines)
    {
        Span<RatedLine> all = CollectionsMarshal.AsSpan(lines);
        int next = -1;
        for (int i = all.Length - 1; i >= 0; i--)
        {
            if (!all[i].Link) continue;
            if (next >= 0 && all[next].Place - all[i].Place <= Gap) all[i] = all[i] with { Score = Math.Max(LineRating.Enough, all[i].Score - (2 * LinkBonus)) };
            next = i;
        }
    }

    private static int Best(List<RatedLine> lines, Func<ExcerptRole, bool> counts)
    {
        int best = -1, bestScore = int.MinValue, block = 0, bestBlock = 0, last = -1;
        for (int i = lines.Count - 1; i >= 0; i--)
        {
            RatedLine line = lines[i];
            if (!counts(line.Role)) continue;
            if (last >= 0 && lines[last].Place - line.Place > Gap) block++;
            last = i;
            int score = line.Score - Math.Min(block, FarthestBlock);
            if (score < bestScore || (score == bestScore && block != bestBlock)) continue;
            (best, bestScore, bestBlock) = (i, score, block);
        }

        return best;
    }
}
