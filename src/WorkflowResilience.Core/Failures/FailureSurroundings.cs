using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>What a failure carries of its surroundings, as far as a person wants to see it beside the failure: name and value of each line.</summary>
internal static class FailureSurroundings
{
    private const int MaxQuoted = 8;

    internal static IEnumerable<(string Name, string Value)> Of(StageFailure failure)
    {
        if (failure.CausedBy is { } cause) yield return ("follows", $"the failure {cause.FailureId} of stage '{cause.Stage}'");
        foreach (string line in Quoted(failure)) yield return ("quoted", line);
        if (failure.Fingerprint is { } fingerprint) yield return ("known as", Seen(fingerprint, failure.Recurrence));
        if (failure.Recurrence?.LastFix is { } fix) yield return ("fixed by", Fixed(fix));
        if (failure.Context?.System is { } system)
        {
            foreach (string concern in SystemConcerns.Of(system)) yield return ("system", concern);
        }

        foreach (ServiceStatus service in failure.Context?.Services ?? [])
        {
            if (service.Health is ServiceHealth.Degraded or ServiceHealth.Unhealthy)
                yield return ("service", $"{service.Name} {(service.Health == ServiceHealth.Degraded ? "is degraded" : "does not work")}{(service.Detail is null ? "" : $": {service.Detail}")} (reported {ReadableDuration.Of(service.Age)} before)");
        }

        foreach (string skipped in failure.AnalysisSkipped) yield return ("not seen", skipped);
    }

    // The message holds the cause of a short failure already.
    private static IEnumerable<string> Quoted(StageFailure failure)
    {
        if (failure.Excerpt is not { } excerpt || excerpt.TotalLines < 2) return [];
        return excerpt.Lines
            .Where(l => l.Role is ExcerptRole.Cause or ExcerptRole.TestReport)
            .TakeLast(MaxQuoted)
            .Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Number} | {l.Text}"));
    }

    private static string Seen(string fingerprint, FailureRecurrence? recurrence)
    {
        if (recurrence is null) return fingerprint;
        string count = recurrence.Count <= 1 ? "new" : string.Create(
            CultureInfo.InvariantCulture, $"{(recurrence.Overcount > 0 ? "at most " : "")}{recurrence.Count} times since {recurrence.FirstSeen.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        string rising = !recurrence.IsRising ? "" : string.Create(
            CultureInfo.InvariantCulture, $"; now {recurrence.PerHour:0.#} an hour{(recurrence.BaselinePerHour is { } usual ? $", usually {usual:0.#}" : "")}");
        return $"{fingerprint}, {count}{rising}";
    }

    private static string Fixed(FailureFix fix) =>
        string.Create(CultureInfo.InvariantCulture, $"{fix.Action} on {fix.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC{(fix.By is null ? "" : $" by {fix.By}")}: {fix.Note}");
}
