namespace WorkflowResilience.Tests.Backoff;

[TestFixture]
public sealed class DrawTests
{
    // Computed by an independent program from the published constants.
    [TestCase(0UL, 0UL, 0UL, 1, 1, 0x07c6641539df9767UL)]
    [TestCase(1UL, 2UL, 3UL, 4, 5, 0x3ca44b582993013cUL)]
    [TestCase(42UL, 17431428344882864344UL, 14261113526864165362UL, 1, 1, 0x3ec2eb062b912430UL)]
    [TestCase(42UL, 17431428344882864344UL, 14261113526864165362UL, 2, 1, 0xc21ec0c6b7c496cfUL)]
    [TestCase(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, int.MaxValue, 1000, 0x2e304bcba0b28483UL)]
    public void The_bits_never_change(ulong seed, ulong number, ulong stage, int attempt, int purpose, ulong bits) =>
        Draw.Bits(seed, number, stage, attempt, purpose).Should().Be(bits);

    [TestCase("", 0xcbf29ce484222325UL)]
    [TestCase("a", 0xaf63dc4c8601ec8cUL)]
    [TestCase("RepositoryClone", 0xc5e9a731ae41b9f2UL)]
    [TestCase("ü→", 0x0a74ae07b6ba1dabUL)]
    public void The_number_of_a_text_never_changes(string text, ulong number) => Draw.Number(text).Should().Be(number);

    [Test]
    public void A_unit_is_the_upper_53_bits()
    {
        Draw.Unit(1, 2, 3, 4, 5).Should().Be((0x3ca44b582993013cUL >> 11) / 9007199254740992.0);
        Draw.Unit(1, 2, 3, 4, 5).Should().BeInRange(0, 1);
    }

    [Test]
    public void Units_are_uniform_whichever_coordinate_counts([Values] Coordinate coordinate)
    {
        const int Buckets = 20, Draws = 2000, Seeds = 200;
        int outside = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            int[] counts = new int[Buckets];
            for (int i = 0; i < Draws; i++) counts[(int)(At(coordinate, seed, i) * Buckets)]++;
            double chiSquare = counts.Sum(count => Math.Pow(count - (Draws / Buckets), 2) / (Draws / Buckets));

            // 19 degrees of freedom: 36.19 is passed once in a hundred, 7.63 is not reached once in a hundred.
            if (chiSquare is > 36.19 or < 7.63) outside++;
        }

        outside.Should().BeLessThan(13, "4 of 200 seeds are expected outside");
    }

    [Test]
    public void Neighbouring_draws_are_independent([Values] Coordinate coordinate)
    {
        const int Draws = 20_000, Grid = 8;
        int[,] counts = new int[Grid, Grid];
        double product = 0;
        for (int i = 0; i < Draws; i++)
        {
            double x = At(coordinate, 7, i), y = At(coordinate, 7, i + 1);
            counts[(int)(x * Grid), (int)(y * Grid)]++;
            product += (x - 0.5) * (y - 0.5) * 12;
        }

        double expected = (double)Draws / (Grid * Grid);
        counts.Cast<int>().Sum(count => Math.Pow(count - expected, 2) / expected).Should().BeLessThan(103.4, "63 degrees of freedom pass it once in a thousand");
        (product / Draws).Should().BeInRange(-0.025, 0.025);
    }

    [Test]
    public void Every_coordinate_changes_about_half_of_the_bits([Values] Coordinate coordinate)
    {
        const int Draws = 2000;
        double flipped = Enumerable.Range(0, Draws).Average(i => (double)ulong.PopCount(BitsAt(coordinate, 7, i) ^ BitsAt(coordinate, 7, i + 1)));

        flipped.Should().BeApproximately(32, 0.5);
    }

    private static double At(Coordinate coordinate, ulong seed, int i) => (BitsAt(coordinate, seed, i) >> 11) / 9007199254740992.0;

    private static ulong BitsAt(Coordinate coordinate, ulong seed, int i) => coordinate switch
    {
        Coordinate.Seed => Draw.Bits((seed << 32) + (ulong)i, 5, 6, 1, Draw.Backoff),
        Coordinate.Number => Draw.Bits(seed, (ulong)i, 6, 1, Draw.Backoff),
        Coordinate.Stage => Draw.Bits(seed, 5, Draw.Number($"stage{i}"), 1, Draw.Backoff),
        Coordinate.Attempt => Draw.Bits(seed, 5, 6, i + 1, Draw.Backoff),
        _ => Draw.Bits(seed, 5, 6, 1, i),
    };

    public enum Coordinate
    {
        Seed,
        Number,
        Stage,
        Attempt,
        Purpose,
    }
}
