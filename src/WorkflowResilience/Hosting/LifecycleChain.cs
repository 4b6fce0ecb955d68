using System.Runtime.ExceptionServices;

namespace WorkflowResilience.Hosting;

/// <summary>Several lifecycles as one: begun in order, ended in reverse order. One that throws does not keep the others from being called.</summary>
/// <param name="links">The lifecycles, outermost first.</param>
internal sealed class LifecycleChain(IStageLifecycle[] links) : IStageLifecycle
{
    /// <summary>One lifecycle for all; null when there is none.</summary>
    internal static IStageLifecycle? Of(IStageLifecycle? first, IEnumerable<IStageLifecycle> others)
    {
        IStageLifecycle[] all = first is null ? [.. others] : [first, .. others];
        return all.Length <= 1 ? all.FirstOrDefault() : new LifecycleChain(all);
    }

    public async ValueTask OnStageStartingAsync(WorkflowStage stage, WorkflowRun? run, CancellationToken cancellationToken)
    {
        List<Exception>? thrown = null;
        foreach (IStageLifecycle link in links)
        {
            try
            {
                await link.OnStageStartingAsync(stage, run, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                (thrown ??= []).Add(e);
            }
        }

        Rethrow(thrown);
    }

    public async ValueTask OnStageEndedAsync(StageReport report, WorkflowRun? run, CancellationToken cancellationToken)
    {
        List<Exception>? thrown = null;
        for (int i = links.Length - 1; i >= 0; i--)
        {
            try
            {
                await links[i].OnStageEndedAsync(report, run, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                (thrown ??= []).Add(e);
            }
        }

        Rethrow(thrown);
    }

    // The executor counts and reports what is thrown.
    private static void Rethrow(List<Exception>? thrown)
    {
        if (thrown is null) return;
        if (thrown.Count > 1) throw new AggregateException(thrown);
        ExceptionDispatchInfo.Throw(thrown[0]);
    }
}
