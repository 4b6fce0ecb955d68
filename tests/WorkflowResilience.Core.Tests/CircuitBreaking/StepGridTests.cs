namespace WorkflowResilience.Tests.CircuitBreaking;

[TestFixture]
public sealed class StepGridTests
{
    [Test]
    public void The_reciprocal_gives_the_quotient_at_every_boundary()
    {
        Random random = new(3);
        for (int i = 0; i < 20_000; i++)
        {
            long length = 1 + (long)Math.Pow(2, 46 * random.NextDouble());
            long edge = random.NextInt64(-(1L << 61) / length, (1L << 61) / length) * length;
            StepGrid grid = new(length);
            (grid.Step(edge) - grid.Step(edge - 1)).Should().Be(1, "{0} is a multiple of {1}", edge, length);
            grid.Step(edge + length - 1).Should().Be(grid.Step(edge));
            grid.Step(edge).Should().BeGreaterThanOrEqualTo(0);
        }
    }
}
