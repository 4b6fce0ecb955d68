using System.Text;

namespace WorkflowResilience.Telemetry;

/// <summary>Where an event happened, for people: the stage, its key and the run, as far as there are any.</summary>
internal static class LogPlace
{
    /// <summary>A text such as <c>Build for 'api.example.org' of run 'build-42'</c>.</summary>
    internal static string Of(in ResilienceEvent resilienceEvent)
    {
        string place = resilienceEvent.Stage.Name;
        if (Key(resilienceEvent) is { } key) place = $"{place} for '{key}'";
        return resilienceEvent.RunId is { } run ? $"{place} of run '{run}'" : place;
    }

    /// <summary>The key without secrets and without control characters: the host may have made it from a URL.</summary>
    internal static string? Key(in ResilienceEvent resilienceEvent)
    {
        if (resilienceEvent.Key is not { } key) return null;
        string redacted = FailureText.Redact(key);
        if (!redacted.Any(IsUnprintable)) return redacted;
        var text = new StringBuilder(redacted.Length);
        foreach (char c in redacted) text.Append(IsUnprintable(c) ? ' ' : c);
        return text.ToString();
    }

    private static bool IsUnprintable(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
