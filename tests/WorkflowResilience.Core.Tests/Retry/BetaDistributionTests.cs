namespace WorkflowResilience.Tests.Retry;

[TestFixture]
public sealed class BetaDistributionTests
{
    // For whole numbers the distribution is a sum of binomial terms (Abramowitz and Stegun, 26.5.6).
    [Test]
    public void It_equals_the_binomial_sum_for_whole_parameters()
    {
        for (int a = 1; a <= 60; a += 3)
        {
            for (int b = 1; b <= 60; b += 7)
            {
                foreach (double x in new[] { 0.001, 0.05, 0.1, 0.37, 0.5, 0.9, 0.999 })
                    BetaDistribution.Below(x, a, b).Should().BeApproximately(Naive(x, a, b), 1e-11, "x {0}, a {1}, b {2}", x, a, b);
            }
        }
    }

    [TestCase(0.5, 0.5, 0.25, 1.0 / 3)] // the arcsine law: 2/π · asin √x
    [TestCase(0.05, 0.05, 0.5, 0.5)]
    [TestCase(0.5, 1, 0.19, 0.43588989435406735)] // √x
    [TestCase(1, 0.5, 0.19, 0.1)] // 1 − √(1 − x)
    public void It_is_right_for_fractions(double a, double b, double x, double expected) => BetaDistribution.Below(x, a, b).Should().BeApproximately(expected, 1e-12);

    [Test]
    public void It_ends_at_the_ends()
    {
        BetaDistribution.Below(0, 2, 3).Should().Be(0);
        BetaDistribution.Below(1, 2, 3).Should().Be(1);
    }

    [Test]
    public void A_quantile_is_its_inverse([Values(0.05, 1, 7.5, 60)] double a, [Values(0.05, 1, 7.5, 60)] double b, [Values(0.5, 0.9, 0.999)] double probability)
    {
        double x = BetaDistribution.Quantile(probability, a, b);
        if (x < 1 - 1e-12) BetaDistribution.Below(x, a, b).Should().BeApproximately(probability, 1e-9);
    }

    private static double Naive(double x, int a, int b)
    {
        double sum = 0;
        for (int k = a; k <= a + b - 1; k++)
        {
            double term = 1;
            for (int i = 1; i <= k; i++) term *= (double)(a + b - k + i - 1) / i * x;
            sum += term * Math.Pow(1 - x, a + b - 1 - k);
        }

        return sum;
    }
}
