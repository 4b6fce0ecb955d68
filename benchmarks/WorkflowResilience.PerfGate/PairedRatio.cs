using System.Diagnostics;

namespace WorkflowResilience.PerfGate;

/// <summary>
/// The median of the ratios of many rounds, each of which times both sides back to back in alternating order: what else the machine does hits both.
/// </summary>
internal readonly record struct PairedRatio(double Ratio, double BaselineNanoseconds, double CandidateNanoseconds)
{
    internal static PairedRatio Measure(Action<int> baseline, Action<int> candidate, int calls, int rounds)
    {
        // Both sides reach their last tier of compilation before anything counts.
        for (int warm = 0; warm < 10; warm++)
        {
            baseline(calls);
            candidate(calls);
        }

        var ratios = new double[rounds];
        var baselines = new double[rounds];
        var candidates = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            bool first = (round & 1) == 0;
            double b = 0, c = 0;
            if (first) b = Time(baseline, calls);
            c = Time(candidate, calls);
            if (!first) b = Time(baseline, calls);
            (ratios[round], baselines[round], candidates[round]) = (c / b, b, c);
        }

        return new PairedRatio(Median(ratios), Median(baselines), Median(candidates));
    }

    internal static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static double Time(Action<int> work, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        work(calls);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }
}
