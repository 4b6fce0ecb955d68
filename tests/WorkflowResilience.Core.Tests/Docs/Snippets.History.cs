using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page on what is remembered of failures.</summary>
internal static partial class Snippets
{
    internal static FailureHistory MakeHistory()
    {
        #region history-make
        FailureHistory history = new(new FailureHistoryOptions { MaxBytes = 2_000_000, MaxAge = TimeSpan.FromDays(7) });
        #endregion
        return history;
    }

    internal static void AskHistory(FailureHistory history, string fingerprint)
    {
        #region history-ask
        if (history.Find(fingerprint) is { } known)
        {
            Console.WriteLine($"{known.Count} times since {known.FirstSeen:u}, {known.PerHour:F1} an hour now");
            foreach (FailureOccurrence occurrence in history.Occurrences(fingerprint)) Console.WriteLine($"{occurrence.Time:u} {occurrence.RunId} {occurrence.FailureId}");
            foreach (FailureRecurrence like in history.Similar(fingerprint)) Console.WriteLine($"like it: {like.Line}");
        }

        foreach (FailureRecurrence rising in history.Rising()) Console.WriteLine($"rising: {rising.Line}");
        foreach (FailureRecurrence frequent in history.Top(10)) Console.WriteLine($"{frequent.Count} times: {frequent.Line}");
        #endregion
    }

    internal static void TellHistory(FailureHistory history, StageFailure failure)
    {
        #region history-fix
        history.RecordFix(failure, RecoveryAction.CleanUp, "removed old images: the disk of the build host was full", by: "the build team");
        history.Correct(failure, FailureVerdict.Transient, by: "the build team");
        #endregion
    }
}
