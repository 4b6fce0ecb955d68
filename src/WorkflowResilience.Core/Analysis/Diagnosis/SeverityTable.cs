namespace WorkflowResilience.Analysis;

/// <summary>
/// How bad a failure is: data. The severity of its category, moved by steps for its stage, for how much that stage matters to its workflow, and for its history. Immutable.
/// </summary>
public sealed record SeverityTable
{
    /// <summary>The table that is used unless a host brings its own; the documentation shows it.</summary>
    public static SeverityTable Default { get; } = new();

    /// <summary>Where each category begins; a category that is not named begins at medium.</summary>
    public IReadOnlyDictionary<FailureCategory, FailureSeverity> Categories { get; init; } = new Dictionary<FailureCategory, FailureSeverity>
    {
        [FailureCategory.Infrastructure] = FailureSeverity.High,
        [FailureCategory.ResourceExhaustion] = FailureSeverity.High,
        [FailureCategory.Authentication] = FailureSeverity.High,
        [FailureCategory.Configuration] = FailureSeverity.Medium,
        [FailureCategory.ExternalDependency] = FailureSeverity.Medium,
        [FailureCategory.CodeQuality] = FailureSeverity.Medium,
        [FailureCategory.Network] = FailureSeverity.Medium,
        [FailureCategory.RateLimiting] = FailureSeverity.Low,
        [FailureCategory.Unknown] = FailureSeverity.Medium,
    };

    /// <summary>Steps for stages; a stage that is not named moves nothing.</summary>
    public IReadOnlyDictionary<WorkflowStage, int> Stages { get; init; } = new Dictionary<WorkflowStage, int>
    {
        [WorkflowStage.SecurityScan] = 1,
        [WorkflowStage.CoverageAnalysis] = -1,
        [WorkflowStage.Notification] = -1,
    };

    /// <summary>Steps for how much a stage matters to its workflow.</summary>
    public IReadOnlyDictionary<StageCriticality, int> Criticalities { get; init; } = new Dictionary<StageCriticality, int>
    {
        [StageCriticality.Low] = -1,
        [StageCriticality.Normal] = 0,
        [StageCriticality.High] = 1,
        [StageCriticality.Critical] = 2,
    };

    /// <summary>Steps for a failure that comes more often than it used to. Default 1.</summary>
    public int Rising { get; init; } = 1;

    /// <summary>Steps for a failure that follows from another of the same run: that one is to be looked at. Default −1.</summary>
    public int Caused { get; init; } = -1;

    /// <summary>The severity, from low to fatal.</summary>
    /// <param name="category">Where the cause lies.</param>
    /// <param name="stage">The stage; null outside a stage.</param>
    /// <param name="criticality">How much the stage matters.</param>
    /// <param name="rising">Whether such failures come more often than they used to.</param>
    /// <param name="caused">Whether it follows from another failure of the run.</param>
    public FailureSeverity Of(FailureCategory category, WorkflowStage? stage = null, StageCriticality criticality = StageCriticality.Normal, bool rising = false, bool caused = false)
    {
        int severity = (int)Categories.GetValueOrDefault(category, FailureSeverity.Medium);
        if (stage is { } named) severity += Stages.GetValueOrDefault(named);
        severity += Criticalities.GetValueOrDefault(criticality);
        if (rising) severity += Rising;
        if (caused) severity += Caused;
        return (FailureSeverity)Math.Clamp(severity, (int)FailureSeverity.Low, (int)FailureSeverity.Fatal);
    }
}
