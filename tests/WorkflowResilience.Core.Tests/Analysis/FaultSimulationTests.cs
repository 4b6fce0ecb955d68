using WorkflowResilience.Analysis;
using WorkflowResilience.Evaluation;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>What retries gain and waste when verdicts decide, over injected faults in virtual time.</summary>
[TestFixture]
public sealed class FaultSimulationTests
{
    [Test]
    public void Letting_the_verdict_decide_wastes_less_than_the_static_table_and_loses_no_success([Values(FaultSimulation.UsualSeed, 1UL, 2UL)] ulong seed)
    {
        var simulation = new FaultSimulation(seed, new PatternLibrary(), executions: 3000);
        SimulationFigures table = simulation.Play(FaultSimulation.StaticTable), verdict = simulation.Play(FaultSimulation.VerdictDecides);
        TestContext.Out.WriteLine($"seed {seed}: the table {table}, the verdict {verdict}");

        verdict.Successes.Should().BeGreaterThanOrEqualTo(table.Successes);
        verdict.Wasted.Should().BeLessThan(0.8 * table.Wasted);
        verdict.Failed.Should().BeLessThan(table.Failed);

        // Who retries only what structure knows wastes even less, and pays for it with every sixth success.
        simulation.Play(FaultSimulation.KnownOnly).Successes.Should().BeLessThan((int)(0.9 * verdict.Successes));
    }

    [Test]
    public void Evidence_wastes_less_still_and_loses_next_to_nothing()
    {
        var simulation = new FaultSimulation(FaultSimulation.UsualSeed, new PatternLibrary());
        SimulationFigures verdict = simulation.Play(FaultSimulation.VerdictDecides), evidence = simulation.Play(FaultSimulation.VerdictAndEvidence);
        TestContext.Out.WriteLine($"the verdict {verdict}, with evidence {evidence}");

        evidence.Wasted.Should().BeLessThan(verdict.Wasted);
        evidence.Successes.Should().BeGreaterThanOrEqualTo((int)(0.995 * verdict.Successes));
    }
}
