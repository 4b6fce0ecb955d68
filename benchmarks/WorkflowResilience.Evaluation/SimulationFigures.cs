namespace WorkflowResilience.Evaluation;

/// <summary>What a simulation came to.</summary>
/// <param name="Successes">Executions that succeeded.</param>
/// <param name="Retries">Attempts after the first, of all executions.</param>
/// <param name="Wasted">How long attempts after the first took, of executions that failed in the end.</param>
/// <param name="Failed">How long all attempts took of executions that failed in the end.</param>
internal readonly record struct SimulationFigures(int Successes, int Retries, TimeSpan Wasted, TimeSpan Failed)
{
    internal SimulationFigures With(StageReport report)
    {
        int retries = Retries + report.Attempts - 1;
        if (report.Kind == StageOutcomeKind.Succeeded) return this with { Successes = Successes + 1, Retries = retries };
        TimeSpan all = TimeSpan.Zero, after = TimeSpan.Zero;
        foreach (AttemptRecord attempt in report.History)
        {
            all += attempt.Duration;
            if (attempt.Attempt > 1) after += attempt.Duration;
        }

        return this with { Retries = retries, Wasted = Wasted + after, Failed = Failed + all };
    }
}
