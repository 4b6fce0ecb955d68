using CiPipeline.Faults;
using WorkflowResilience;

namespace CiPipeline.Stages;

/// <summary>Writes the report. Its fault is the worst sort of hang: a delegate that does not listen to its token and can only be abandoned.</summary>
internal sealed class ReportStage(FaultPlan plan, Workspace workspace) : IDisposable
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>The report's path.</returns>
    public async ValueTask<string> RunAsync(string sources, string testOutput, StageContext context)
    {
        if (plan.For(context.RunId!, context.Stage, context.Attempt).Strikes)
        {
            await _over.Task;
            throw new OperationCanceledException("The pipeline ended before the hanging report did.");
        }

        string commit = (await Programs.Git(sources, "log", "-1", "--format=%h %s").RunAsync(context.CancellationToken)).Output;
        string path = Path.Join(workspace.For(context.RunId!, "report", context.Attempt), "report.txt");
        await File.WriteAllTextAsync(path, $"{context.RunId}: {commit}; tests: {testOutput}", context.CancellationToken);
        return path;
    }

    /// <summary>Lets go what hangs.</summary>
    public void Dispose() => _over.TrySetResult();
}
