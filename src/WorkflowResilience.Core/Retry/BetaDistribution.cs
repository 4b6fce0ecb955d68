namespace WorkflowResilience;

/// <summary>How likely a chance lies below a bound, when it is Beta-distributed.</summary>
internal static class BetaDistribution
{
    private const double Tiny = 1e-300, Precision = 1e-14;
    private const int MostTerms = 500, Halvings = 60;

    /// <summary>P(X ≤ x) for X ~ Beta(a, b): the regularized incomplete beta function.</summary>
    /// <remarks>The continued fraction of DLMF 8.17.22, evaluated with Lentz's method, on the side of the mean where it converges in O(√max(a, b)) terms.</remarks>
    internal static double Below(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        return x <= (a + 1) / (a + b + 2) ? Front(x, a, b) * Fraction(x, a, b) / a : 1 - (Front(1 - x, b, a) * Fraction(1 - x, b, a) / b);
    }

    /// <summary>The x below which X ~ Beta(a, b) lies with a probability, by halving; exact to 2⁻⁶⁰.</summary>
    internal static double Quantile(double probability, double a, double b)
    {
        double low = 0, high = 1;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (Below(middle, a, b) < probability) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    private static double Front(double x, double a, double b) => Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));

    private static double Fraction(double x, double a, double b)
    {
        double c = 1, d = 1 / NotZero(1 - ((a + b) * x / (a + 1))), value = d;
        for (int m = 1; m < MostTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            value *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            value *= c * d;
            if (Math.Abs((c * d) - 1) < Precision) break;
        }

        return value;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    // Stirling's series (Abramowitz and Stegun, 6.1.41) above 16, reached by the recurrence Γ(x + 1) = xΓ(x).
    private static double LogGamma(double x)
    {
        double product = 1;
        for (; x < 16; x++) product *= x;
        double square = 1 / (x * x);
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + ((1 - (square * ((1 / 30.0) - (square * ((1 / 105.0) - (square / 140)))))) / (12 * x)) - Math.Log(product);
    }
}
