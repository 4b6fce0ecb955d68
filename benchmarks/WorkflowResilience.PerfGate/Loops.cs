using Polly;

namespace WorkflowResilience.PerfGate;

/// <summary>The loops that are timed: one call after another, by every way into each library.</summary>
internal sealed class Loops(Peers peers, Func<CancellationToken, ValueTask<int>> work, CancellationToken caller)
{
    internal void Bare(int calls) => Wait(BareAsync(calls));

    internal void Ours(int calls) => Wait(OursAsync(calls));

    internal void Polly(int calls) => Wait(PollyAsync(calls));

    internal void PollyOfInt(int calls) => Wait(PollyOfIntAsync(calls));

    internal void PollyOutcome(int calls) => Wait(PollyOutcomeAsync(calls));

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private async Task BareAsync(int calls)
    {
        for (int i = 0; i < calls; i++) await work(caller).ConfigureAwait(false);
    }

    private async Task OursAsync(int calls)
    {
        for (int i = 0; i < calls; i++) await peers.Ours.RunAsync(work, caller).ConfigureAwait(false);
    }

    private async Task PollyAsync(int calls)
    {
        for (int i = 0; i < calls; i++) await peers.Polly.ExecuteAsync(work, caller).ConfigureAwait(false);
    }

    private async Task PollyOfIntAsync(int calls)
    {
        for (int i = 0; i < calls; i++) await peers.PollyOfInt.ExecuteAsync(work, caller).ConfigureAwait(false);
    }

    private async Task PollyOutcomeAsync(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            ResilienceContext context = ResilienceContextPool.Shared.Get(caller);
            await peers.PollyOfInt.ExecuteOutcomeAsync(
                static async (c, state) => Outcome.FromResult(await state(c.CancellationToken).ConfigureAwait(c.ContinueOnCapturedContext)), context, work).ConfigureAwait(false);
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
