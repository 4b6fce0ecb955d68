using System.Diagnostics;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>Which span is the current one: the stage's for the delegate, the caller's own for the caller.</summary>
[TestFixture]
[NonParallelizable]
public sealed class SpanFlowTests
{
    [Test]
    public async Task What_the_delegate_starts_stands_below_the_stages_span([Values] bool asynchronous, [Values] bool offload)
    {
        using var spans = new RecordedSpans();
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Work"] = TelemetryBench.Retrying with { Offload = offload });
        using Activity caller = spans.Peer.StartActivity("caller")!;

        await runner["Work"].RunAsync(async _ =>
        {
            if (asynchronous) await Task.Yield();
            using Activity? call = spans.Peer.StartActivity("GET");
        });

        Activity.Current.Should().BeSameAs(caller);
        spans.Ended.Single(s => s.OperationName == "GET").ParentSpanId.Should().Be(spans.Stage.SpanId);
        spans.Stage.ParentSpanId.Should().Be(caller.SpanId);
    }

    [Test]
    public void Calls_of_later_attempts_stand_below_the_same_span()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying);
        int calls = 0;

        bench.Time.Run(() => bench.Work.RunAsync(_ =>
        {
            spans.Peer.StartActivity("GET")?.Dispose();
            return ++calls < 3 ? throw new HttpRequestException(HttpRequestError.ConnectionError) : ValueTask.CompletedTask;
        }).AsTask());

        spans.Ended.Where(s => s.OperationName == "GET").Should().HaveCount(3).And.OnlyContain(s => s.ParentSpanId == spans.Stage.SpanId);
    }

    [Test]
    public async Task The_callers_span_is_current_again_however_the_stage_ends([Values] bool asynchronous, [Values("success", "failure", "cancel", "reject")] string end, [Values] bool inRun)
    {
        using var spans = new RecordedSpans();
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Work"] = TelemetryBench.Breaking);
        if (end == "reject") runner["Work"].Circuit!.Isolate();
        using var source = new CancellationTokenSource();
        using Activity caller = spans.Peer.StartActivity("caller")!;
        Activity? afterCall = null;

        async ValueTask WorkAsync(CancellationToken ct)
        {
            if (asynchronous) await Task.Yield();
            if (end == "failure") throw new InvalidOperationException("broken");
            if (end == "cancel") await source.CancelAsync();
            ct.ThrowIfCancellationRequested();
        }

        if (inRun)
        {
            RunSummary summary = await Noticed(runner.TryRunAsync("build-42", async r =>
            {
                Activity inside = Activity.Current!;
                ValueTask<StageOutcome> stage = r.TryStageAsync("Work", WorkAsync, source.Token);
                Activity.Current.Should().BeSameAs(inside);
                await stage;
                Activity.Current.Should().BeSameAs(inside).And.NotBeSameAs(caller);
            }));
            summary.Kind.Should().Be(StageOutcomeKind.Succeeded);
        }
        else
        {
            StageOutcome outcome = await Noticed(runner["Work"].TryRunAsync(WorkAsync, source.Token).AsTask());
            outcome.IsSuccess.Should().Be(end == "success");
        }

        // What is current when the call has returned, ended or not.
        Task<T> Noticed<T>(Task<T> call)
        {
            afterCall = Activity.Current;
            return call;
        }

        afterCall.Should().BeSameAs(caller);
        Activity.Current.Should().BeSameAs(caller);
        spans.Stage.GetTagItem("cicd.pipeline.task.run.result").Should().Be(end switch { "success" => "success", "failure" => "failure", "cancel" => "cancellation", _ => "skip" });
    }

    [Test]
    public async Task Stages_side_by_side_do_not_take_each_others_spans()
    {
        using var spans = new RecordedSpans();
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            foreach (int i in Enumerable.Range(0, 20)) o.Policies[$"Work{i}"] = TelemetryBench.Retrying;
        });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => runner[$"Work{i}"].RunAsync(async _ =>
        {
            await Task.Yield();
            using Activity? call = spans.Peer.StartActivity($"GET {i}");
            await Task.Yield();
        }).AsTask()));

        foreach (int i in Enumerable.Range(0, 20))
            spans.Ended.Single(s => s.OperationName == $"GET {i}").ParentSpanId.Should().Be(spans.Ended.Single(s => s.OperationName == $"stage Work{i}").SpanId);
    }

    [Test]
    public void A_bad_result_is_still_disposed_before_its_exception_is_thrown()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying with { MaxAttempts = 1, Conditions = [RetryCondition.OnResult<Disposable>("bad", static _ => true)] });
        var result = new Disposable();

        Action call = () => bench.Time.Run(() => bench.Work.RunAsync(_ => new ValueTask<Disposable>(result)).AsTask());

        call.Should().Throw<StageFailedException>();
        result.IsDisposed.Should().BeTrue();
    }

    private sealed class Disposable : IDisposable
    {
        internal bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
