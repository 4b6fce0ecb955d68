using System.Globalization;
using CiPipeline;
using CiPipeline.Faults;
using CiPipeline.Reporting;
using CiPipeline.Server;
using CiPipeline.Stages;
using WorkflowResilience;
using WorkflowResilience.Processes;

if (args is [ScriptedProgram.Command, string part]) return await ScriptedProgram.RunAsync(part);

using CancellationTokenSource interrupted = new();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    interrupted.Cancel();
};
try
{
    Arguments arguments = Arguments.Parse(args);
    if (!arguments.WantsHelp) return (int)await RunAllAsync(arguments, interrupted.Token);
    Console.WriteLine(Arguments.Help);
    return (int)WorkflowExitCode.Ok;
}
catch (Exception e) when (e is ArgumentException or ProgramNotStartedException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return (int)WorkflowExitCode.Configuration;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("interrupted");
    return (int)WorkflowExitCode.Unknown;
}

static async Task<WorkflowExitCode> RunAllAsync(Arguments arguments, CancellationToken cancellationToken)
{
    using Workspace workspace = new();
    IGitContent content = await ServedRepository.PrepareAsync(arguments.Repository, arguments.DumbHttp, workspace, cancellationToken);
    WorkflowExitCode result = WorkflowExitCode.Ok;
    for (ulong run = 0; run < (ulong)arguments.Runs && result != WorkflowExitCode.Defect; run++)
    {
        WorkflowExitCode code = await RunAsync(arguments, arguments.Seed + run, workspace, content, cancellationToken);
        bool asForetold = code != WorkflowExitCode.Defect;
        if (code != WorkflowExitCode.Ok && !(arguments.Check && asForetold)) result = code;
    }

    return result;
}

// Everything is made anew from the seed, so that a run can be repeated alone: same faults, same waits.
static async Task<WorkflowExitCode> RunAsync(Arguments arguments, ulong seed, Workspace workspace, IGitContent content, CancellationToken cancellationToken)
{
    string runId = string.Create(CultureInfo.InvariantCulture, $"ci-{seed}");
    FaultPlan plan = new(seed, arguments.FaultRate);
    IReadOnlyDictionary<WorkflowStage, StagePolicy> policies = Policies.Create(arguments);
    IReadOnlyList<StagePrediction> predictions = plan.Predict(runId, policies);

    await using GitServer server = new(content, attempt => plan.For(attempt.RunId, Pipeline.Clone, attempt.Attempt));
    Uri repository = new(server.Address, ServedRepository.Name);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"run {runId}: seed {seed}, fault rate {arguments.FaultRate}, {arguments.Repository ?? "a small project"} served at {repository}"));

    using CloneStage clone = new(repository, workspace);
    using ReportStage report = new(plan, workspace);
    using Progress progress = new();
    using WorkflowRunner runner = WorkflowRunner.Create(options =>
    {
        options.Seed = seed;
        options.Observers.Add(progress);
        foreach ((WorkflowStage stage, StagePolicy policy) in policies) options.Policies[stage] = policy;
    });
    Pipeline pipeline = new(clone, new ProgramStages(plan, arguments.ScriptedBuild), report);
    RunSummary summary = await pipeline.RunAsync(runner, runId, cancellationToken);
    cancellationToken.ThrowIfCancellationRequested();
    return RunReport.Print(summary, StageResult.Of(predictions, summary));
}
