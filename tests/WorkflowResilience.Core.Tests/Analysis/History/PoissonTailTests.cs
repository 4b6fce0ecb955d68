using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.History;

/// <summary>The values were summed with 60 decimal digits.</summary>
[TestFixture]
public sealed class PoissonTailTests
{
    [TestCase(1, 0.1, 0.09516258196404043)]
    [TestCase(5, 1, 0.0036598468273437122)]
    [TestCase(10, 1, 1.1142547833872067e-07)]
    [TestCase(3, 3, 0.5768099188731565)]
    [TestCase(20, 5, 3.45213582091446e-07)]
    [TestCase(50, 15.5, 2.8691787519226333e-12)]
    [TestCase(100, 100, 0.5132987982791487)]
    [TestCase(95, 100, 0.7048206930985568)]
    [TestCase(150, 100, 1.88421046603867e-06)]
    [TestCase(1200, 1000, 4.684203855872281e-10)]
    [TestCase(900, 1000, 0.9993774022157249)]
    [TestCase(40, 0.01, 1.213718369000148e-128)]
    [TestCase(100000, 99000, 0.0007574199211747679)]
    [TestCase(15, 2.5, 6.915313866992889e-08)]
    [TestCase(16, 2.5, 1.0692397887314233e-08)]
    [TestCase(17, 2.5, 1.5579071400306941e-09)]
    public void It_is_exact_to_nine_digits(int count, double mean, double expected)
    {
        double tail = PoissonTail.AtLeast(count, mean);
        Math.Abs((tail / expected) - 1).Should().BeLessThan(1e-9, "it is {0}", tail);
    }

    [Test]
    public void It_falls_with_the_count_and_grows_with_the_mean()
    {
        foreach (double mean in new[] { 0.01, 0.9, 3, 17.5, 200, 5000 })
        {
            for (int count = 1; count < 300; count++)
            {
                double tail = PoissonTail.AtLeast(count, mean);
                tail.Should().BeInRange(0, 1);
                tail.Should().BeLessThanOrEqualTo(PoissonTail.AtLeast(count - 1, mean) * (1 + 1e-12));
                tail.Should().BeLessThanOrEqualTo(PoissonTail.AtLeast(count, mean * 1.01) * (1 + 1e-12));
            }
        }
    }

    [TestCase(0, 5, 1)]
    [TestCase(-3, 5, 1)]
    [TestCase(1, 0, 0)]
    [TestCase(1, double.NaN, 0)]
    [TestCase(1_000_000_000, 1, 0)]
    [TestCase(1, 1e12, 1)]
    public void Extremes_are_what_they_should_be(int count, double mean, double expected) => PoissonTail.AtLeast(count, mean).Should().Be(expected);
}
