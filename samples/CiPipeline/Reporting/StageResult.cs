using System.Globalization;
using CiPipeline.Faults;
using WorkflowResilience;

namespace CiPipeline.Reporting;

/// <summary>What came of one stage in one run, beside what the plan foretold.</summary>
/// <param name="Predicted">What the plan foretold.</param>
/// <param name="Report">What happened; null when the stage was not reached.</param>
internal sealed record StageResult(StagePrediction Predicted, StageReport? Report)
{
    public StageFate Fate => Report switch
    {
        null => StageFate.NotReached,
        { Kind: StageOutcomeKind.Succeeded } => StageFate.Succeeds,
        _ => StageFate.Fails,
    };

    /// <summary>Whether fate and number of attempts are those foretold and no wait that the server asked for was cut short.</summary>
    public bool AsPredicted =>
        Fate == Predicted.Fate && (Report?.Attempts ?? 0) == Predicted.Faults.Count && (Report?.Waited ?? TimeSpan.Zero) >= Predicted.AskedWait;

    /// <summary>Why each failed attempt failed, in order.</summary>
    public IEnumerable<string> Causes => Report is null ? [] : Report.History.Where(a => a.Outcome != AttemptOutcome.Succeeded).Select(Cause);

    public static IReadOnlyList<StageResult> Of(IReadOnlyList<StagePrediction> predictions, RunSummary summary) =>
        [.. predictions.Select(p => new StageResult(p, summary.Stages.SingleOrDefault(s => s.Stage == p.Stage)))];

    private static string Cause(AttemptRecord attempt) => attempt switch
    {
        { Outcome: AttemptOutcome.Abandoned } => "abandoned",
        { StatusCode: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{attempt.Kind} {attempt.StatusCode}"),
        { ExitCode: { } code } => string.Create(CultureInfo.InvariantCulture, $"{attempt.Kind} (exit {code})"),
        _ => attempt.Kind.Name,
    };
}
