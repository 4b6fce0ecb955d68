using System.Globalization;
using WorkflowResilience.Analysis;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Analysis.History;

/// <summary>A history with a clock to move, and short ways to tell it of failures.</summary>
internal sealed class HistoryBench(FailureHistoryOptions? options = null)
{
    private ulong _failures;

    internal ManualTimeProvider Time { get; } = new();

    internal FailureHistory History => field ??= new FailureHistory(options, Time);

    internal static string Fingerprint(long number) => string.Create(CultureInfo.InvariantCulture, $"fp1:{number:x20}");

    internal RecordedFailure Record(long number, ulong family = 1, string? runId = "build-42", string? line = "connect to <host> failed: timed out after <n> ms") => History.Record(Seen(number, family, runId, line));

    internal SeenFailure Seen(long number, ulong family = 1, string? runId = "build-42", string? line = "connect to <host> failed: timed out after <n> ms") => Seen(Fingerprint(number), family, runId, line);

    internal SeenFailure Seen(string fingerprint, ulong family, string? runId, string? line) => new()
    {
        Fingerprint = fingerprint,
        Family = family,
        Workflow = "Release",
        Stage = WorkflowStage.RepositoryClone,
        FailureId = FailureId.Text(++_failures),
        RunId = runId,
        Reason = StageReason.AttemptsExhausted,
        Attempts = 3,
        Line = line,
        Time = Time.GetUtcNow(),
        Now = Time.GetTimestamp(),
    };
}
