using WorkflowResilience;

namespace CiPipeline.Faults;

/// <summary>
/// Which attempt meets which fault. A pure function of seed, run, stage and attempt: the server, the stages and the prediction
/// ask it independently and always agree.
/// </summary>
internal sealed class FaultPlan(ulong seed, double rate)
{
    private const int Strike = Draw.Host, Which = Draw.Host + 1, Where = Draw.Host + 2;

    private static readonly FaultKind[] s_ofServer = [FaultKind.Unavailable, FaultKind.RateLimited, FaultKind.Reset, FaultKind.Stall, FaultKind.Truncated];
    private static readonly FaultKind[] s_ofProgram = [FaultKind.Hang, FaultKind.Killed];

    public Fault For(string runId, WorkflowStage stage, int attempt)
    {
        if (Unit(Strike) >= rate) return Fault.None;
        if (stage == Pipeline.Clone)
            return new Fault(s_ofServer[(int)(Unit(Which) * s_ofServer.Length)], Unit(Where) < 0.5 ? FaultPlace.Discovery : FaultPlace.Transfer);
        return new Fault(stage == Pipeline.Report ? FaultKind.Hang : s_ofProgram[(int)(Unit(Which) * s_ofProgram.Length)], FaultPlace.Stage);

        double Unit(int purpose) => Draw.Unit(seed, Draw.Number(runId), Draw.Number(stage.Name), attempt, purpose);
    }

    /// <summary>What must come of a run, stage by stage, if policies do what they say.</summary>
    public IReadOnlyList<StagePrediction> Predict(string runId, IReadOnlyDictionary<WorkflowStage, StagePolicy> policies)
    {
        List<StagePrediction> predictions = [];
        foreach (WorkflowStage stage in Pipeline.Workflow.Order)
        {
            bool reached = predictions.TrueForAll(p => p.Fate == StageFate.Succeeds);
            predictions.Add(reached ? Predict(runId, stage, policies[stage].MaxAttempts) : new StagePrediction(stage, StageFate.NotReached, []));
        }

        return predictions;
    }

    /// <summary>Every fault of this plan passes by itself, so a stage succeeds at its first attempt without one, if there is such an attempt.</summary>
    private StagePrediction Predict(string runId, WorkflowStage stage, int maxAttempts)
    {
        List<Fault> faults = [];
        for (int attempt = 1; attempt <= maxAttempts; attempt++)
        {
            faults.Add(For(runId, stage, attempt));
            if (!faults[^1].Strikes) return new StagePrediction(stage, StageFate.Succeeds, faults);
        }

        return new StagePrediction(stage, StageFate.Fails, faults);
    }
}
