using WorkflowResilience;

namespace PipelineService;

/// <summary>Takes runs from the queue, one after another. At shutdown the run under way may finish as long as the host waits.</summary>
internal sealed partial class PipelineWorker(RunQueue queue, Pipeline pipeline, ILogger<PipelineWorker> logger) : BackgroundService
{
    private readonly CancellationTokenSource _hurry = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The host's patience is over: the run is cancelled, and its stages end within their grace.
        await using CancellationTokenRegistration registration = cancellationToken.Register(_hurry.Cancel);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _hurry.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (string id in queue.TakeAsync(stoppingToken))
            {
                RunSummary summary = await pipeline.RunAsync(id, _hurry.Token);
                queue.Ended(id, summary.ToString());
                LogEnded(logger, id, summary.Kind, summary.Retries);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; what still waits in the queue is for whoever keeps it.
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Run {Id} ended: {Kind}, {Retries} retries.")]
    private static partial void LogEnded(ILogger logger, string id, StageOutcomeKind kind, int retries);
}
