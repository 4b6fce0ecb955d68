namespace WorkflowResilience.Tests.Docs;

/// <summary>The page on budgets and storms shows, for every reason, what the code says would have let the call through.</summary>
[TestFixture]
public sealed class LetThroughTableTests
{
    private const string Page = "docs/budgets-and-storms.md";

    private static readonly StagePolicy s_policy = new()
    {
        AttemptTimeout = TimeSpan.FromSeconds(20),
        TotalTimeout = TimeSpan.FromMinutes(2),
        RetryEvidence = new RetryEvidencePolicy(),
        Bulkhead = new BulkheadPolicy { MaxConcurrent = 4, MaxQueued = 10 },
    };

    private static IEnumerable<StageReason> Reasons => Enum.GetValues<StageReason>().Where(reason => Example(reason) is not null);

    [TestCaseSource(nameof(Reasons))]
    public void Every_reason_has_a_row_with_the_text_that_the_code_makes(StageReason reason)
    {
        string row = $"| `{reason.Code()}` | {Example(reason)} |";

        DocsFolder.Rows(Page, $"`{reason.Code()}`").Should().ContainSingle($"{Page} is to have the row\n{row}\n").Which.Should().Equal([$"`{reason.Code()}`", Example(reason)!], row);
    }

    private static string? Example(StageReason reason) =>
        LetThrough.Of(reason, Numbers(reason), s_policy, FailureKind.Unavailable, reason == StageReason.CircuitOpen ? TimeSpan.FromSeconds(12) : null);

    private static Obstacle Numbers(StageReason reason) => reason switch
    {
        StageReason.StopCondition => new(0, 2),
        StageReason.DeadlineTooClose => new(1.5, 4),
        StageReason.ServerDelayTooLong => new(0, 900),
        StageReason.RetryBudgetExhausted => new(0.4, 1),
        StageReason.RunRetryLimit => new(0, RunLimits.Default.MaxRetries),
        StageReason.RunTimeLimit => new(0, RunLimits.Default.MaxRetryTime.TotalSeconds),
        StageReason.HostRetryLimit => new(new WorkflowRunnerOptions().MaxRetryQueueTime.TotalSeconds, new WorkflowRunnerOptions().MaxConcurrentRetries),
        StageReason.EvidenceAgainst => new(0, 24),
        StageReason.Throttled => new(0.6, 0),
        _ => default,
    };
}
