namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>Lets the texts of a failure speak of which structure knows no verdict, where the policy follows verdicts, and names the failure, where evidence counts.</summary>
    private Assessment Read(StageRuntime runtime, ref ExecutionLedger ledger, in Assessment assessment)
    {
        FailureFacts facts = assessment.Facts;
        bool asksVerdict = assessment.Matched is null && runtime.Policy.UnknownFailures == UnknownFailures.FollowVerdict
            && facts is { Verdict: FailureVerdict.Unknown, Exception: not null };
        if (!asksVerdict && runtime.Policy.RetryEvidence is null) return assessment;
        if (_runner.Analyst is not { } analyst || _runner.Analysis is not { Enabled: true } settings) return assessment;
        AttemptReading reading = analyst.Read(new FailureCase("", Stage, Key, ledger.Run, ledger.Occurrence, ledger.Attempt, StageReason.None, facts), settings, asksVerdict);
        return assessment with { Facts = facts with { Verdict = asksVerdict ? reading.Verdict : facts.Verdict, Reading = reading } };
    }

    // Whatever the evidence, what is known to stay is not retried.
    private static bool MayWeigh(StagePolicy policy, StageReason unknown) => policy.RetryEvidence is not null
        && (unknown == StageReason.None || (unknown == StageReason.UnknownFailure && policy.UnknownFailures == UnknownFailures.FollowVerdict));

    /// <summary>What became of earlier attempts after such a failure, and what follows from it.</summary>
    private EvidenceAnswer Weigh(StagePolicy policy, ref ExecutionLedger ledger, in FailureFacts facts, bool retries, out Obstacle seen)
    {
        seen = default;
        if (facts.Reading?.Fingerprint is not { } fingerprint) return EvidenceAnswer.Nothing;
        RetryEvidence evidence = _runner.Evidence.Of(Stage.Name, fingerprint.Id, policy.RetryEvidence!.HalfLife);
        seen = new Obstacle(evidence.Succeeded, evidence.Total);
        return evidence.Weigh(policy.RetryEvidence, retries, Draw.Unit(_runner.Seed, Number(ref ledger), _stageNumber, ledger.Attempt, Draw.Exploration));
    }

    private static string? Name(EvidenceAnswer answer) => answer switch
    {
        EvidenceAnswer.Nothing => null,
        EvidenceAnswer.Explore => RetryEvidence.Exploration,
        _ => RetryEvidence.Name,
    };

    /// <summary>Remembers what has become of an attempt that was a retry. One that its caller ended says nothing.</summary>
    private void Learn(StageRuntime runtime, ref ExecutionLedger ledger, AttemptOutcome ended, bool cancelled)
    {
        if (ledger.RetriedAfter is not { } fingerprint) return;
        ledger.RetriedAfter = null;
        bool succeeded = ended == AttemptOutcome.Succeeded;
        if (runtime.Policy.RetryEvidence is { } bounds && (succeeded || !cancelled)) _runner.Evidence.Add(Stage.Name, fingerprint, bounds.HalfLife, succeeded);
    }
}
