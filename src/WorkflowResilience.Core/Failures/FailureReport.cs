using System.Globalization;
using System.Text;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>A failure as a person reads it in a console.</summary>
internal static class FailureReport
{
    private static readonly string[] s_columns = ["#", "outcome", "kind", "began", "took", "waited", "error"];

    internal static string Of(StageFailure failure)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Stage '{failure.Stage}' failed: {failure.Reason.Code()} ({failure.Id})");
        if (failure.RunId is { } runId) Fact(text, "run", FailureSummary.RunId(runId));
        if (failure.Key is { } key) Fact(text, "key", FailureSummary.RunId(key));
        Fact(text, "what", failure.Message);
        Fact(text, "kind", Kind(failure));
        Fact(text, "attempts", string.Create(CultureInfo.InvariantCulture, $"{failure.Attempts} in {ReadableDuration.Of(failure.Duration)}"));
        if (failure.History.Count > 0) Table(text, failure);
        if (failure.RetryAfter is { } wait) Fact(text, "again in", ReadableDuration.Of(wait));
        foreach ((string name, string value) in FailureSurroundings.Of(failure)) Fact(text, name, value);
        if (failure.Diagnosis is { } diagnosis)
        {
            Fact(text, "cause", DiagnosisText.Cause(diagnosis));
            if (DiagnosisText.Evidence(diagnosis) is { } evidence) Fact(text, evidence.Name, evidence.Value);
        }

        if (failure.LetThrough is { } letThrough) Fact(text, "needed", letThrough);
        Next(text, failure);
        return text.ToString();
    }

    private static void Fact(StringBuilder text, string name, string value) => text.Append("\n  ").Append(name.PadRight(10)).Append(value);

    private static string Kind(StageFailure failure)
    {
        var text = new StringBuilder(failure.Kind.Name);
        if (failure.Verdict != FailureVerdict.Unknown) text.Append(", ").Append(DiagnosisText.Words(failure.Verdict));
        if (failure.DecidedBy is { } judge) text.Append(CultureInfo.InvariantCulture, $" (by {judge})");
        if (failure.StatusCode != 0) text.Append(CultureInfo.InvariantCulture, $", HTTP {failure.StatusCode}");
        if (failure.ExitCode is { } exitCode) text.Append(CultureInfo.InvariantCulture, $", exit code {exitCode}");
        if (failure.SocketError is { } socketError) text.Append(CultureInfo.InvariantCulture, $", socket error {socketError}");
        if (failure.ServerDelay is { } delay) text.Append(CultureInfo.InvariantCulture, $", the server asked for {ReadableDuration.Of(delay)}");
        return text.ToString();
    }

    // What the reason itself asks for comes before what was found out about the cause. What is advised for a category alone says no more than the kind did.
    private static void Next(StringBuilder text, StageFailure failure)
    {
        Fact(text, "next", failure.Advice);
        if (failure.Diagnosis is not { Pack: not null, Recommendations: [var first, ..] } diagnosis) return;
        if (!string.Equals(first.Text, failure.Advice, StringComparison.Ordinal)) Fact(text, "else", first.Text);
        foreach (string other in DiagnosisText.Others(diagnosis)) Fact(text, "else", other);
    }

    private static void Table(StringBuilder text, StageFailure failure)
    {
        var rows = new List<string[]>(failure.History.Count + 1) { s_columns };
        foreach (AttemptSummary attempt in failure.History) rows.Add(Row(attempt));
        Span<int> widths = stackalloc int[s_columns.Length];
        foreach (string[] row in rows)
        {
            for (int i = 0; i < row.Length; i++) widths[i] = Math.Max(widths[i], row[i].Length);
        }

        for (int i = 0; i < rows.Count; i++)
        {
            if (i == AttemptHistory.Head + 1 && failure.NotKept > 0) text.Append(CultureInfo.InvariantCulture, $"\n    … {failure.NotKept} attempts are not kept");
            text.Append("\n    ");
            AppendRow(text, rows[i], widths);
        }
    }

    private static void AppendRow(StringBuilder text, string[] row, ReadOnlySpan<int> widths)
    {
        int end = text.Length;
        for (int i = 0; i < row.Length; i++)
        {
            text.Append(row[i]);
            if (row[i].Length > 0) end = text.Length;
            text.Append(' ', widths[i] - row[i].Length + 2);
        }

        text.Length = end;
    }

    private static string[] Row(AttemptSummary attempt) =>
    [
        attempt.Hedge == 0 ? attempt.Attempt.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{attempt.Attempt}, hedge {attempt.Hedge}"),
        Outcome(attempt.Outcome),
        attempt.Outcome == AttemptOutcome.Succeeded ? "" : attempt.Kind.Name,
        ReadableDuration.Of(attempt.Start),
        ReadableDuration.Of(attempt.Duration),
        attempt.Wait == TimeSpan.Zero ? "" : ReadableDuration.Of(attempt.Wait),
        attempt.ErrorText ?? "",
    ];

    private static string Outcome(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Succeeded => "succeeded",
        AttemptOutcome.Failed => "failed",
        AttemptOutcome.BadResult => "bad result",
        AttemptOutcome.TimedOut => "timed out",
        AttemptOutcome.Abandoned => "abandoned",
        AttemptOutcome.Cancelled => "cancelled",
        _ => "?",
    };
}
