namespace WorkflowResilience.Tests.CircuitBreaking;

[TestFixture]
public sealed class SuccessCellsTests
{
    [Test]
    public void A_success_of_the_same_lap_adds_one_and_one_of_a_later_lap_starts_again()
    {
        SuccessCells.Next(Word(7, 3), 7).Should().Be(Word(7, 4));
        SuccessCells.Next(Word(7, 3), 8).Should().Be(Word(8, 1));
        SuccessCells.Next(0, 0).Should().Be(Word(0, 1));
    }

    [Test]
    public void A_success_of_an_earlier_lap_is_dropped() => SuccessCells.Next(Word(7, 3), 6).Should().Be(Word(7, 3));

    [Test]
    public void An_empty_word_is_of_no_lap() => SuccessCells.Next(0, uint.MaxValue).Should().Be(Word(uint.MaxValue, 1));

    [Test]
    public void Laps_go_round_without_mistaking_new_for_old() => SuccessCells.Next(Word(uint.MaxValue, 3), 0).Should().Be(Word(0, 1));

    [Test]
    public void A_count_stays_at_its_maximum() => SuccessCells.Next(Word(7, uint.MaxValue), 7).Should().Be(Word(7, uint.MaxValue));

    [Test]
    public void Ten_steps_are_kept_and_an_eleventh_takes_the_place_of_the_first()
    {
        SuccessCells cells = new();
        for (long step = 100; step <= 110; step++) cells.Add(step);
        cells.Add(100);
        StepCounts[] ring = new StepCounts[CircuitWindow.Steps];
        cells.AddTo(ring, 95);
        ring.Sum(step => step.Calls).Should().Be(10);
        ring.Min(step => step.Step).Should().Be(101);
        ring.Max(step => step.Step).Should().Be(110);
    }

    private static long Word(uint lap, uint count) => ((long)lap << 32) | count;
}
