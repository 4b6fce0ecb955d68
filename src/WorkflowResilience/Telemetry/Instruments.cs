using System.Diagnostics.Metrics;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Telemetry;

/// <summary>The instruments: the one place that says their names, kinds and units.</summary>
internal sealed class Instruments
{
    internal const string MeterName = "WorkflowResilience";

    // Stages last from milliseconds (a call over HTTP) to an hour (a test suite).
    private static readonly double[] s_stageSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];
    private static readonly double[] s_analysisSeconds = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1];
    private static readonly double[] s_runSeconds = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400];

    internal Instruments(Meter meter)
    {
        Executions = meter.CreateCounter<long>("workflow_resilience.stage.executions", "{execution}", "Executions of stages that have ended.");
        StageDuration = Seconds(meter, "workflow_resilience.stage.duration", "Time from a stage's call to its outcome: attempts, waits and queues.", s_stageSeconds);
        Attempts = meter.CreateCounter<long>("workflow_resilience.stage.attempts", "{attempt}", "Calls of stage delegates that have ended, retried failures included.");
        AttemptDuration = Seconds(meter, "workflow_resilience.stage.attempt.duration", "Time that one call of a stage's delegate took.", s_stageSeconds);
        Rejections = meter.CreateCounter<long>("workflow_resilience.stage.rejections", "{rejection}", "Calls refused before the delegate ran.");
        RetryDelay = Seconds(meter, "workflow_resilience.retry.delay", "Waits before retries, as scheduled.", s_stageSeconds);
        RetryRefusals = meter.CreateCounter<long>("workflow_resilience.retry.refusals", "{refusal}", "Retries that the policy wanted and a limit refused.");
        Hedges = meter.CreateCounter<long>("workflow_resilience.hedges", "{hedge}", "Calls that were due beside a slow one.");
        Fallbacks = meter.CreateCounter<long>("workflow_resilience.fallbacks", "{fallback}", "Fallbacks tried after a stage had failed.");
        CircuitTransitions = meter.CreateCounter<long>("workflow_resilience.circuit_breaker.transitions", "{transition}", "Changes of circuits from one state to another.");
        RunDuration = Seconds(meter, "workflow_resilience.run.duration", "Time from a run's start to its end.", s_runSeconds);
        RunFailures = meter.CreateCounter<long>("workflow_resilience.run.failures", "{failure}", "Runs that failed, by what ended them.");
        AnalysisDuration = Seconds(meter, "workflow_resilience.analysis.duration", "Time that looking at a failure took.", s_analysisSeconds);
        AnalysisGaps = meter.CreateCounter<long>("workflow_resilience.analysis.gaps", "{failure}", "Failures that were looked at in part only.");
        RateChanges = meter.CreateCounter<long>("workflow_resilience.failure.rate_changes", "{change}", "Times when failures of one fingerprint, or of one stage, began or ceased to come more often than they used to.");
        CallbackFailures = meter.CreateCounter<long>("workflow_resilience.callback.failures", "{failure}", "Callbacks of the host that threw.");
    }

    internal Counter<long> Executions { get; }

    internal Histogram<double> StageDuration { get; }

    internal Counter<long> Attempts { get; }

    internal Histogram<double> AttemptDuration { get; }

    internal Counter<long> Rejections { get; }

    internal Histogram<double> RetryDelay { get; }

    internal Counter<long> RetryRefusals { get; }

    internal Counter<long> Hedges { get; }

    internal Counter<long> Fallbacks { get; }

    internal Counter<long> CircuitTransitions { get; }

    internal Histogram<double> RunDuration { get; }

    internal Counter<long> RunFailures { get; }

    internal Histogram<double> AnalysisDuration { get; }

    internal Counter<long> AnalysisGaps { get; }

    internal Counter<long> RateChanges { get; }

    internal Counter<long> CallbackFailures { get; }

    /// <summary>Whether somebody listens to what a stage tells that succeeds or is refused at once; the rest is told whether or not anybody listens.</summary>
    internal bool AreListenedTo => Executions.Enabled || StageDuration.Enabled || Attempts.Enabled || AttemptDuration.Enabled || Rejections.Enabled;

    /// <summary>The instruments that are asked, not told.</summary>
    internal static void Observe(Meter meter, Func<IEnumerable<Measurement<long>>> circuits, Func<IEnumerable<Measurement<long>>> places, Func<long> retries, Func<Func<FailureHistory, long>, long> failures)
    {
        meter.CreateObservableUpDownCounter("workflow_resilience.circuit_breaker.state", circuits, "{circuit}", "Circuits in each state, those of a stage's keys included.");
        meter.CreateObservableUpDownCounter("workflow_resilience.bulkhead.attempts", places, "{attempt}", "Attempts that hold a place in a stage's bulkhead, and those that wait for one.");
        meter.CreateObservableUpDownCounter("workflow_resilience.retry.active", retries, "{retry}", "Retried delegates that run now, over all stages.");
        meter.CreateObservableUpDownCounter("workflow_resilience.failure.fingerprints", () => failures(h => h.Fingerprints), "{fingerprint}", "Different failures that are remembered.");
        meter.CreateObservableUpDownCounter("workflow_resilience.failure.rising", () => failures(h => h.Rising().Count), "{fingerprint}", "Different failures that now come more often than they used to.");
        meter.CreateObservableCounter("workflow_resilience.failure.evictions", () => failures(h => h.Evicted), "{fingerprint}", "Different failures that were forgotten because the memory was full.");
        meter.CreateObservableCounter("workflow_resilience.redaction.withheld", () => FailureText.WithheldCount, "{text}", "Texts that could not be redacted and were withheld as a whole.");
    }

    private static Histogram<double> Seconds(Meter meter, string name, string description, double[] buckets) =>
        meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}
