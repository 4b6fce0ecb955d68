using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WorkflowResilience.Telemetry;

/// <summary>Writes what happens to the host's log. Texts come redacted from the events; the exceptions themselves never leave.</summary>
/// <param name="loggers">Whose logger; null: none.</param>
internal sealed partial class LogObserver(ILoggerFactory? loggers) : IResilienceObserver
{
    internal const string Category = "WorkflowResilience";

    private const string NoError = "the returned result counts as a failure", EndedWell = "with a result, which is discarded", NoLimit = "nothing that a limit could give";

    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger(Category);

    public ResilienceEventKinds Interests => ResilienceEventKinds.All;

    // What a stage tells that succeeds or is refused at once is for debugging: without that level nobody need wait for it.
    public bool IsListening => _logger.IsEnabled(LogLevel.Debug);

    public void OnEvent(in ResilienceEvent resilienceEvent)
    {
        LogLevel level = LevelOf(resilienceEvent);
        if (level == LogLevel.None || !_logger.IsEnabled(level)) return;
        switch (resilienceEvent.Kind)
        {
            case ResilienceEventKinds.RunStarted or ResilienceEventKinds.RunEnded:
                WriteRun(resilienceEvent);
                break;
            case ResilienceEventKinds.CircuitChanged:
                WriteCircuit(resilienceEvent);
                break;
            case ResilienceEventKinds.PolicyChanged:
                Log.PolicyChanged(_logger, resilienceEvent.Stage.Name);
                break;
            case ResilienceEventKinds.PolicyRefused:
                Log.PolicyRefused(_logger, Refused(resilienceEvent.Stage), resilienceEvent.Stage.Name, string.Join(" ", resilienceEvent.Problems ?? []));
                break;
            case ResilienceEventKinds.PatternsChanged or ResilienceEventKinds.PatternsRemoved or ResilienceEventKinds.PatternsRefused:
                WritePatterns(resilienceEvent);
                break;
            case ResilienceEventKinds.CallbackFailed:
                Log.CallbackFailed(_logger, resilienceEvent.ErrorText ?? "");
                break;
            case ResilienceEventKinds.AttemptStarted or ResilienceEventKinds.AttemptSucceeded or ResilienceEventKinds.AttemptFailed or ResilienceEventKinds.RetryScheduled
                or ResilienceEventKinds.AttemptAbandoned or ResilienceEventKinds.LateOutcome:
                WriteAttempt(resilienceEvent);
                break;
            case ResilienceEventKinds.StageStarted or ResilienceEventKinds.StageSucceeded or ResilienceEventKinds.StageFailed or ResilienceEventKinds.StageCancelled:
                WriteStage(resilienceEvent);
                break;
            case ResilienceEventKinds.FailureAnalyzed or ResilienceEventKinds.FailureRateRaised or ResilienceEventKinds.FailureRateSettled
                or ResilienceEventKinds.StageRateRaised or ResilienceEventKinds.StageRateSettled:
                WriteFindings(resilienceEvent, level);
                break;
            default:
                WriteLimit(resilienceEvent, level);
                break;
        }
    }

    private static LogLevel LevelOf(in ResilienceEvent e) => e.Kind switch
    {
        ResilienceEventKinds.AttemptStarted => LogLevel.Trace,
        ResilienceEventKinds.RunStarted or ResilienceEventKinds.StageStarted or ResilienceEventKinds.AttemptSucceeded or ResilienceEventKinds.AttemptFailed
            or ResilienceEventKinds.HedgeStarted => LogLevel.Debug,
        ResilienceEventKinds.FailureRateRaised or ResilienceEventKinds.StageRateRaised => LogLevel.Warning,

        // In a storm it is the rule that not everything is captured.
        ResilienceEventKinds.FailureAnalyzed => (e.Gaps & ~AnalysisGaps.Rate) == AnalysisGaps.None ? LogLevel.Debug : LogLevel.Warning,
        ResilienceEventKinds.StageSucceeded => IsRecovery(e) ? LogLevel.Information : LogLevel.Debug,
        ResilienceEventKinds.RetryScheduled or ResilienceEventKinds.AttemptAbandoned => LogLevel.Warning,
        ResilienceEventKinds.CircuitChanged => e.CircuitTo is CircuitState.Open or CircuitState.Isolated ? LogLevel.Warning : LogLevel.Information,
        ResilienceEventKinds.RunEnded => HasFailed(e) ? LogLevel.Error : LogLevel.Information,

        // An open circuit may refuse thousands of calls a second, and its opening is in the log; a run asks once.
        ResilienceEventKinds.CallRejected or ResilienceEventKinds.FallbackUsed or ResilienceEventKinds.FallbackFailed when e is { Attempt: 0, RunId: null } => LogLevel.Debug,
        ResilienceEventKinds.CallRejected or ResilienceEventKinds.FallbackUsed or ResilienceEventKinds.FallbackFailed => LogLevel.Warning,

        // A refused call has its own message, with what was missing.
        ResilienceEventKinds.StageFailed => e.Attempt == 0 ? LogLevel.None : LogLevel.Error,
        ResilienceEventKinds.PolicyRefused or ResilienceEventKinds.PatternsRefused or ResilienceEventKinds.CallbackFailed => LogLevel.Error,
        _ => LogLevel.Information,
    };

    private static string Refused(WorkflowStage stage) => stage.IsNone ? "The runner's new configuration" : $"The new policy of stage {stage}";

    private static bool IsRecovery(in ResilienceEvent e) => e is { Attempt: > 1, Fallback: null };

    private static bool HasFailed(in ResilienceEvent e) => e.Reason != StageReason.Cancelled && (e.Failure is not null || e.ErrorText is not null);
}
