using WorkflowResilience;

namespace CiPipeline.Faults;

/// <summary>What the plan alone says of one stage in one run.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Fate">What comes of it.</param>
/// <param name="Faults">The faults of its attempts in order; as many as there will be attempts.</param>
internal sealed record StagePrediction(WorkflowStage Stage, StageFate Fate, IReadOnlyList<Fault> Faults)
{
    /// <summary>The waits that the server asks for and must be given. Git keeps those that it is told to itself, and after the last attempt nobody waits.</summary>
    public TimeSpan AskedWait => Faults.SkipLast(1).Where(f => f.Place == FaultPlace.Discovery).Aggregate(TimeSpan.Zero, (sum, fault) => sum + fault.RetryAfter);

    public override string ToString() => Fate == StageFate.NotReached ? "-" : string.Join(", ", Faults);
}
