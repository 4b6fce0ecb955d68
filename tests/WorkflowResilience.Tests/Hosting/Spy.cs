namespace WorkflowResilience.Tests.Hosting;

/// <summary>What the spies of one provider saw, in order.</summary>
internal sealed class Sightings
{
    internal List<string> Lines { get; } = [];
}

internal sealed class SpyObserver(Sightings seen) : IResilienceObserver
{
    public ResilienceEventKinds Interests => ResilienceEventKinds.AttemptFailed | ResilienceEventKinds.CallbackFailed;

    public void OnEvent(in ResilienceEvent resilienceEvent) => seen.Lines.Add($"{resilienceEvent.Kind} {resilienceEvent.FailureKind}");
}

internal sealed class SpyClassifier : IFailureClassifier
{
    public bool TryClassify(Exception exception, ref FailureFacts facts)
    {
        facts = facts with { Kind = FailureKind.Of("Spied") };
        return true;
    }
}

internal class SpyLifecycle(Sightings seen, string name, bool throws) : IStageLifecycle
{
    public async ValueTask OnStageStartingAsync(WorkflowStage stage, WorkflowRun? run, CancellationToken cancellationToken)
    {
        await Task.Yield();
        seen.Lines.Add($"{name} starts {stage}");
        if (throws) throw new InvalidOperationException(name);
    }

    public ValueTask OnStageEndedAsync(StageReport report, WorkflowRun? run, CancellationToken cancellationToken)
    {
        seen.Lines.Add($"{name} ends");
        return throws ? throw new InvalidOperationException(name) : default;
    }
}

internal sealed class FirstLifecycle(Sightings seen) : SpyLifecycle(seen, "first", throws: false);

internal sealed class ThrowingLifecycle(Sightings seen) : SpyLifecycle(seen, "second", throws: true);

internal sealed class ThirdLifecycle(Sightings seen) : SpyLifecycle(seen, "third", throws: false);
