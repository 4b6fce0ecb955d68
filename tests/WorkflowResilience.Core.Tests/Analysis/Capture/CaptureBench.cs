using WorkflowResilience.Analysis;
using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;

namespace WorkflowResilience.Tests.Analysis.Capture;

/// <summary>A capture on virtual time, in a run, over a system of which nothing can be read.</summary>
internal sealed class CaptureBench : IDisposable
{
    private readonly Workbench _bench;
    private readonly RecordedSystem _system = new();
    private readonly ContextCapture _capture;

    internal CaptureBench(RunOptions? options = null)
    {
        _bench = new Workbench();
        _capture = new ContextCapture(_bench.Runner.Clock, _bench.Runner.ServiceStatuses, new SystemProbe(_bench.Runner.Clock, new SystemFiles(_system.Root)), new NodeProbe(_system.Root, static _ => null));
        WorkflowRun? run = null;
        _bench.Time.Run(() => _bench.Runner.RunAsync("r", r =>
        {
            run = r;
            return Task.CompletedTask;
        }, options));
        Run = run!;
    }

    internal WorkflowRun Run { get; }

    internal WorkflowRunner Runner => _bench.Runner;

    internal ManualTimeProvider Time => _bench.Time;

    internal FailureContext Take(Exception? exception, long deadline = long.MaxValue) => _capture.Take(
        new FailureCase("f", "Work", null, Run, 2, 1, StageReason.AttemptsExhausted, new FailureFacts { Exception = exception }), new CaptureBudget(_bench.Time, deadline));

    internal FailureContext TakeOutsideRuns(Exception exception) => _capture.Take(
        new FailureCase("f", "Work", null, null, 0, 1, StageReason.AttemptsExhausted, new FailureFacts { Exception = exception }), new CaptureBudget(_bench.Time, long.MaxValue));

    public void Dispose()
    {
        _bench.Dispose();
        _system.Dispose();
    }
}
