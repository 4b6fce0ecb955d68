namespace WorkflowResilience.Tests.Failures;

/// <summary>Failures as an executor makes them.</summary>
internal static class Samples
{
    internal static StageFailure Failure(
        StageReason reason = StageReason.AttemptsExhausted, FailureFacts facts = default, AttemptHistory? history = null, int attempts = 1, TimeSpan? duration = null, TimeSpan? retryAfter = null) =>
        StageFailure.Create(WorkflowStage.RepositoryClone, "build-42", 1, reason, facts, history, attempts, duration ?? TimeSpan.FromSeconds(2), retryAfter);

    internal static StageFailedException Exception(StageReason reason, FailureFacts facts = default, int attempts = 1) => Failure(reason, facts, attempts: attempts).ToException();

    internal static FailureFacts Classify(Exception exception) => StructuralClassifier.Instance.Classify(exception);

    internal static AttemptHistory History(params (AttemptOutcome Outcome, FailureFacts Facts)[] attempts)
    {
        var history = new AttemptHistory(attempts.Length);
        TimeSpan start = TimeSpan.Zero;
        for (int i = 0; i < attempts.Length; i++)
        {
            TimeSpan wait = i == attempts.Length - 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(30 << Math.Min(i, 3));
            history.Add(new AttemptRecord(i + 1, attempts[i].Outcome, attempts[i].Facts, start, TimeSpan.FromMilliseconds(1200), wait));
            start += wait + TimeSpan.FromMilliseconds(1200);
        }

        return history;
    }

    internal static T Thrown<T>(T exception)
        where T : Exception
    {
        try
        {
            throw exception;
        }
        catch (T caught)
        {
            return caught;
        }
    }
}
