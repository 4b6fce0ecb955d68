namespace WorkflowResilience.Evaluation;

/// <summary>How often diagnoses with the same basis are right: counted, and drawn towards the mean of all where there are few.</summary>
internal static class Calibration
{
    // A basis with few rows is believed as if so many rows of the mean had been seen with it.
    private const double Prior = 8;

    /// <summary>The confidence of each basis.</summary>
    internal static Dictionary<string, double> Of(IEnumerable<JudgedRow> rows)
    {
        JudgedRow[] all = [.. rows.Where(row => row.Diagnosis is not null)];
        double mean = all.Count(row => row.IsRight) / (double)Math.Max(1, all.Length);
        return all.GroupBy(row => row.Diagnosis!.Basis, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (group.Count(row => row.IsRight) + (Prior * mean)) / (group.Count() + Prior), StringComparer.Ordinal);
    }

    /// <summary>The bounds between which a share lies with 95 % (E. B. Wilson, 1927).</summary>
    internal static (double Low, double High) Wilson(int right, int of)
    {
        const double z = 1.96;
        if (of == 0) return (0, 1);
        double p = right / (double)of, d = 1 + (z * z / of), middle = p + (z * z / (2 * of)), half = z * Math.Sqrt((p * (1 - p) / of) + (z * z / (4.0 * of * of)));
        return ((middle - half) / d, (middle + half) / d);
    }

    /// <summary>The expected calibration error over bins of the same number of rows.</summary>
    internal static double Error(IReadOnlyCollection<(double Confidence, bool Right)> rows, int bins = 10)
    {
        (double Confidence, bool Right)[] sorted = [.. rows.OrderBy(row => row.Confidence)];
        double error = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            int from = bin * sorted.Length / bins, to = (bin + 1) * sorted.Length / bins;
            if (from == to) continue;
            ReadOnlySpan<(double Confidence, bool Right)> part = sorted.AsSpan(from, to - from);
            double confidence = 0;
            int right = 0;
            foreach ((double c, bool r) in part)
            {
                confidence += c;
                right += r ? 1 : 0;
            }

            error += Math.Abs(confidence - right) / sorted.Length;
        }

        return error;
    }

    /// <summary>The error, and the bounds between which it lies in 95 of 100 samples drawn from the rows with replacement.</summary>
    internal static (double Error, double Low, double High) ErrorWithBounds(IReadOnlyList<(double Confidence, bool Right)> rows, int seed = 1)
    {
        var random = new Random(seed);
        double[] errors = new double[1000];
        var sample = new (double, bool)[rows.Count];
        for (int i = 0; i < errors.Length; i++)
        {
            for (int j = 0; j < sample.Length; j++) sample[j] = rows[random.Next(rows.Count)];
            errors[i] = Error(sample);
        }

        Array.Sort(errors);
        return (Error(rows), errors[25], errors[975]);
    }

    /// <summary>Every row with the confidence that rows of all other families give it.</summary>
    internal static IReadOnlyList<(double Confidence, bool Right)> LeaveOneFamilyOut(IReadOnlyList<JudgedRow> rows)
    {
        JudgedRow[] all = [.. rows.Where(row => row.Diagnosis is not null)];
        var given = new List<(double, bool)>();
        foreach (IGrouping<string, JudgedRow> family in all.GroupBy(row => row.Row.Family, StringComparer.Ordinal))
        {
            Dictionary<string, double> table = Of(all.Where(row => row.Row.Family != family.Key));
            foreach (JudgedRow row in family) given.Add((table.GetValueOrDefault(row.Diagnosis!.Basis, 0.5), row.IsRight));
        }

        return given;
    }

    internal static void Print(TextWriter output, IReadOnlyList<JudgedRow> rows)
    {
        Dictionary<string, double> table = Of(rows);
        output.WriteLine("confidence by basis: right of rows, Wilson bounds, drawn towards the mean; what the library says");
        foreach (IGrouping<string, JudgedRow> basis in rows.Where(row => row.Diagnosis is not null).GroupBy(row => row.Diagnosis!.Basis).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            int right = basis.Count(row => row.IsRight), of = basis.Count();
            (double low, double high) = Wilson(right, of);
            output.WriteLine($"  {basis.Key,-20}{right,4} of {of,-4} {low:0.00}–{high:0.00}  {table[basis.Key]:0.000}  {basis.First().Diagnosis!.Confidence:0.000}");
        }

        Bounds("calibration error, the library's table", [.. rows.Where(row => row.Diagnosis is not null).Select(row => (row.Diagnosis!.Confidence, row.IsRight))]);
        Bounds("calibration error, leaving one family out", LeaveOneFamilyOut(rows));
        JudgedRow[] sure = [.. rows.Where(row => row.IsAnswered && row.Diagnosis!.Confidence >= 0.8)];
        output.WriteLine($"answered at 0.8 and above: {sure.Length}, wrong {sure.Count(row => !row.IsRight)} ({100.0 * sure.Count(row => !row.IsRight) / Math.Max(1, sure.Length):0.0} %)");

        void Bounds(string name, IReadOnlyList<(double, bool)> given)
        {
            (double error, double low, double high) = ErrorWithBounds(given);
            output.WriteLine($"{name}: {error:0.000} ({low:0.000}–{high:0.000})");
        }
    }
}
