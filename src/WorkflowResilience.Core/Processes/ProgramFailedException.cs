using System.Globalization;

namespace WorkflowResilience.Processes;

/// <summary>A program ended with an exit code that is not accepted.</summary>
/// <remarks>The message holds the program's file name, the exit code and the last line written; never the arguments, the environment or the input.</remarks>
public sealed class ProgramFailedException : Exception, IProgramFailure
{
    private const int ShownCharacters = 300;

    /// <summary>Creates the exception.</summary>
    /// <param name="program">The program's file name, without its arguments.</param>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="tail">The last lines of both streams.</param>
    /// <param name="duration">How long the program ran.</param>
    public ProgramFailedException(string program, int exitCode, IReadOnlyList<ProgramLine> tail, TimeSpan duration)
        : base(Text(program, exitCode, tail))
    {
        Program = program;
        ExitCode = exitCode;
        Tail = tail;
        Duration = duration;
    }

    /// <summary>The program's file name.</summary>
    public string Program { get; }

    /// <summary>The exit code; 128 + n when signal n ended the program.</summary>
    public int ExitCode { get; }

    /// <summary>
    /// The name of the signal that the exit code stands for, such as SIGKILL; null when it stands for none, and on Windows. A shell that reports the signal of its child
    /// gives the same code.
    /// </summary>
    public string? Signal => Signals.NameOf(ExitCode);

    /// <summary>The last lines of both streams in the order of arrival, at most <see cref="ProgramStage.MaxOutputLines"/>.</summary>
    public IReadOnlyList<ProgramLine> Tail { get; }

    /// <summary>From the program's start until it had ended and its output was read.</summary>
    public TimeSpan Duration { get; }

    private static string Text(string program, int exitCode, IReadOnlyList<ProgramLine> tail)
    {
        ArgumentNullException.ThrowIfNull(tail);
        string signal = Signals.NameOf(exitCode) is { } name ? $" ({name})" : "";
        string last = LastWords(tail) is { } words ? $"Its last words: {words}" : "It wrote nothing.";
        return string.Create(CultureInfo.InvariantCulture, $"The program '{program}' ended with exit code {exitCode}{signal}. {last}");
    }

    // What a program says last on its error stream is why it failed more often than what it says last.
    private static string? LastWords(IReadOnlyList<ProgramLine> tail)
    {
        ProgramLine[] spoken = [.. tail.Where(line => !string.IsNullOrWhiteSpace(line.Text))];
        if (spoken.Length == 0) return null;
        string text = Array.FindLast(spoken, line => line.IsError).Text ?? spoken[^1].Text;
        return text.Length <= ShownCharacters ? text : $"{text.AsSpan(0, ShownCharacters)}…";
    }
}
