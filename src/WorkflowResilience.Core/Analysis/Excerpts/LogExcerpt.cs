namespace WorkflowResilience.Analysis;

/// <summary>Finds the lines of a log, of a program's output or of an error's message that say why something failed.</summary>
/// <remarks>
/// <para>
/// Thread-safe; time linear in the text, memory bounded whatever its length; never throws because of what a text holds. Of a text longer than 320 K characters the first
/// 64 K and the last 256 K are read; when neither names a cause clearly, the middle is searched from its end, 64 K at a time and 4 M at most, until one does.
/// </para>
/// <para>
/// Terminal codes, overwritten progress, time stamps and collectors' prefixes are removed; then what is read is redacted as a whole by <see cref="FailureText.Redact"/>,
/// before it is cut into lines. Lines keep their numbers in the text; where redaction joined lines (a key block), those before it count too high.
/// </para>
/// </remarks>
public static class LogExcerpt
{
    /// <summary>How many lines about the failure are kept unless said otherwise.</summary>
    public const int DefaultLines = 20;

    /// <summary>The longest line of an excerpt, in characters.</summary>
    public const int MaxLineLength = 500;

    /// <summary>The excerpt of a text.</summary>
    /// <param name="text">The text, of any length; lines end with line feeds.</param>
    /// <param name="maxLines">How many of the last lines that say something of the failure are kept, from 1; some lines around the cause come on top.</param>
    /// <returns>The excerpt; without a cause when no line names one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLines"/> is less than 1.</exception>
    public static FailureExcerpt Of(string text, int maxLines = DefaultLines)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLines, 1);
        return LogReading.Of(text).Excerpt(maxLines);
    }

    /// <summary>The excerpt of lines, the oldest first. Of more than 4 M characters the last are taken.</summary>
    /// <param name="lines">The lines; one that holds line feeds counts as several.</param>
    /// <param name="maxLines">How many of the last lines that say something of the failure are kept, from 1; some lines around the cause come on top.</param>
    /// <returns>The excerpt; without a cause when no line names one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLines"/> is less than 1.</exception>
    public static FailureExcerpt Of(IReadOnlyList<string> lines, int maxLines = DefaultLines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLines, 1);
        return LogReading.Of(lines).Excerpt(maxLines);
    }
}
