using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>An execution inside a span, which is the current one while the delegate runs and gone again for the caller, as what an asynchronous method sets is.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TOut> TracedAsync<T, TCall, TShape, TOut>(StageRuntime runtime, TCall call, WorkflowRun? run, long start, CancellationToken caller)
        where TCall : struct, IStageCall<T>
        where TShape : struct, IOutcomeShape<T, TOut>
    {
        Activity? span = StageTracing.Begin(this, run, _clock.Provider.GetUtcNow(), _hub);
        StageOutcome<T> outcome;
        try
        {
            outcome = await LoopAsync<T, TCall, OutcomeShape<T>, StageOutcome<T>>(runtime, call, run, default, start, caller).ConfigureAwait(false);
            if (span is not null) StageTracing.End(span, outcome, _clock.Span(_clock.Now - start));
        }
        finally
        {
            if (span is not null) StageTracing.Stop(span, _hub);
        }

        // A bad result has no owner once an exception takes its place.
        if (TShape.Throws && !outcome.IsSuccess) await DiscardAsync(outcome.Value).ConfigureAwait(false);
        return TShape.Of(outcome);
    }
}
