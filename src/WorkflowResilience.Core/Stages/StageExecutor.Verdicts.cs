namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>Lets the texts of a failure speak of which structure knows no verdict, where the policy follows verdicts.</summary>
    private Assessment Read(StageRuntime runtime, ref ExecutionLedger ledger, in Assessment assessment)
    {
        FailureFacts facts = assessment.Facts;
        bool asksVerdict = assessment.Matched is null && runtime.Policy.UnknownFailures == UnknownFailures.FollowVerdict
            && facts is { Verdict: FailureVerdict.Unknown, Exception: not null };
        if (!asksVerdict || _runner.Analyst is not { } analyst || _runner.Analysis is not { Enabled: true } settings) return assessment;
        AttemptReading reading = analyst.Read(new FailureCase("", Stage, Key, ledger.Run, ledger.Occurrence, ledger.Attempt, StageReason.None, facts), settings, asksVerdict);
        return assessment with { Facts = facts with { Verdict = asksVerdict ? reading.Verdict : facts.Verdict, Reading = reading } };
    }
}
