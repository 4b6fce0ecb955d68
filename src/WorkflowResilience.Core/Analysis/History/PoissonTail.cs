namespace WorkflowResilience.Analysis;

/// <summary>How likely chance alone is to bring so many.</summary>
internal static class PoissonTail
{
    // Below this the term of Stirling's series that is left out is larger than a double's last digit.
    private const int Exact = 16;

    private static readonly double[] s_logFactorials = Table();

    /// <summary>P(X ≥ count) for a Poisson variable X of mean <paramref name="mean"/>; from 0 to 1, 0 where that is smaller than a double can say.</summary>
    /// <remarks>
    /// The first term is taken in logarithms, the others as ratios to it, on the side of the mean where they shrink from the first on: λ/(k+1) upwards, (k−1)/λ downwards.
    /// Summing ends when a term no longer changes the sum, so it takes O(√λ) terms near the mean and a few dozen away from it.
    /// </remarks>
    internal static double AtLeast(long count, double mean)
    {
        if (count <= 0) return 1;
        if (!(mean > 0)) return 0;
        if (count > mean)
        {
            double term = 1, sum = 1;
            for (double k = count + 1; term > sum * 1e-17; k++) sum += term *= mean / k;
            return Math.Min(1, Probability(count, mean) * sum);
        }

        double below = 1, rest = 1;
        for (double k = count - 1; k > 0 && below > rest * 1e-17; k--) rest += below *= k / mean;
        return Math.Clamp(1 - (Probability(count - 1, mean) * rest), 0, 1);
    }

    private static double Probability(long count, double mean) => Math.Exp((count * Math.Log(mean)) - mean - LogFactorial(count));

    // Stirling's series; Abramowitz and Stegun, 6.1.41.
    private static double LogFactorial(long n)
    {
        if (n < Exact) return s_logFactorials[n];
        double x = n + 1.0, square = 1 / (x * x);
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + ((1 - (square * ((1 / 30.0) - (square * ((1 / 105.0) - (square / 140)))))) / (12 * x));
    }

    private static double[] Table()
    {
        double[] table = new double[Exact];
        for (int n = 2; n < Exact; n++) table[n] = table[n - 1] + Math.Log(n);
        return table;
    }
}
