namespace WorkflowResilience;

/// <summary>Finds what somebody who mistyped a name may have meant.</summary>
internal static class NearestName
{
    /// <summary>A hint such as <c> (did you mean 'build'?)</c>, or an empty text when no name is near.</summary>
    internal static string Hint(string name, IEnumerable<string> known) => Of(name, known) is { } near ? $" (did you mean '{near}'?)" : "";

    /// <summary>
    /// The known name with the fewest typing errors (case aside), the first among equals; null when none is within a third of the name's length.
    /// </summary>
    internal static string? Of(string name, IEnumerable<string> known)
    {
        string? best = null;
        int limit = Math.Max(1, name.Length / 3) + 1;
        foreach (string candidate in known)
        {
            if (Math.Abs(candidate.Length - name.Length) >= limit) continue;
            int distance = Distance(name, candidate);
            if (distance < limit) (best, limit) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Letters to insert, remove, replace or swap with their neighbour ("optimal string alignment").</summary>
    private static int Distance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1], last = [.. Enumerable.Range(0, b.Length + 1)], row = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1])) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
