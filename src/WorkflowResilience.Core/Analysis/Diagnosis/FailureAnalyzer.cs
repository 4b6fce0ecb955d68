namespace WorkflowResilience.Analysis;

/// <summary>Says why something failed: from texts, and from what structure knows of a failure. Thread-safe.</summary>
public sealed class FailureAnalyzer
{
    private readonly PatternLibrary _library;

    /// <summary>An analyzer that knows the patterns of a library.</summary>
    /// <param name="library">The patterns; what changes in it takes effect with the next diagnosis.</param>
    public FailureAnalyzer(PatternLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        _library = library;
    }

    /// <summary>What looks for the literals of all patterns.</summary>
    internal ScanTable Scanner => _library.Current.Matcher.Scanner;

    /// <summary>Diagnoses a log, a program's output or an error's message.</summary>
    /// <param name="text">The text, of any length; it is cleaned and redacted here.</param>
    /// <returns>What was found out; null when the text shows no failure.</returns>
    public FailureDiagnosis? Diagnose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        LogReading reading = LogReading.Of(text);
        if (Endings.IsGood(reading.Pieces[^1].Text)) return null;
        return Diagnose(reading, reading.Excerpt(LogExcerpt.DefaultLines), known: null);
    }

    /// <summary>Diagnoses a failure of which more is known than a text.</summary>
    internal FailureDiagnosis? Diagnose(LogReading? reading, FailureExcerpt? excerpt, DiagnosisCase? known)
    {
        PatternSet patterns = _library.Current;
        return DiagnosisBuilder.Of(patterns, CauseRanking.Of(patterns.Matcher, reading, excerpt, known), reading, excerpt, known);
    }
}
