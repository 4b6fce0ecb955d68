using CiPipeline.Stages;
using WorkflowResilience;

namespace CiPipeline;

/// <summary>The pipeline itself: four stages, one after another, each under its own policy.</summary>
internal sealed class Pipeline(CloneStage clone, ProgramStages programs, ReportStage report)
{
    public static WorkflowStage Clone => WorkflowStage.RepositoryClone;

    public static WorkflowStage Build { get; } = new("Build");

    public static WorkflowStage Test => WorkflowStage.TestExecution;

    public static WorkflowStage Report { get; } = new("Report");

    public static WorkflowDefinition Workflow { get; } = WorkflowDefinition.Create(
        "ci",
        new StageDefinition(Clone),
        new StageDefinition(Build) { After = [Clone] },
        new StageDefinition(Test) { After = [Build] },
        new StageDefinition(Report) { After = [Test] });

    /// <returns>What happened; a failed stage ends the run and is told here, not thrown.</returns>
    public Task<RunSummary> RunAsync(WorkflowRunner runner, string runId, CancellationToken cancellationToken) =>
        runner.TryRunAsync(runId, RunStagesAsync, new RunOptions { Workflow = Workflow }, cancellationToken);

    private async Task RunStagesAsync(WorkflowRun run)
    {
        string sources = await run.StageAsync(Clone, clone, static (stage, context) => stage.RunAsync(context));
        await run.StageAsync(Build, (programs, sources), static (on, context) => on.programs.BuildAsync(on.sources, context));
        string tests = await run.StageAsync(Test, (programs, sources), static (on, context) => on.programs.TestAsync(on.sources, context));
        string path = await run.StageAsync(Report, (report, sources, tests), static (on, context) => on.report.RunAsync(on.sources, on.tests, context));
        Console.WriteLine($"  report: {await File.ReadAllTextAsync(path, run.CancellationToken)}");
    }
}
