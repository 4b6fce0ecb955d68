namespace WorkflowResilience.Processes;

/// <summary>How a program ended that ended well.</summary>
public sealed record ProgramResult
{
    /// <summary>Its exit code: one of <see cref="ProgramStage.AcceptedExitCodes"/>.</summary>
    public required int ExitCode { get; init; }

    /// <summary>From its start until it had ended and its output was read.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The last lines of both streams in the order of arrival, at most <see cref="ProgramStage.MaxOutputLines"/>.</summary>
    public required IReadOnlyList<ProgramLine> Tail { get; init; }

    /// <summary>How many lines it wrote on both streams, those not kept included.</summary>
    public required long LineCount { get; init; }

    /// <summary>False when a process that it left behind still held its streams after <see cref="ProgramStage.DrainTime"/>: there may be more output than was read.</summary>
    public required bool OutputComplete { get; init; }

    /// <summary>How often <see cref="ProgramStage.OnLine"/> threw.</summary>
    public required long CallbackFailures { get; init; }

    /// <summary>The lines of the standard output in <see cref="Tail"/>, joined by line feeds; for a program that answers with a line or two.</summary>
    public string Output => string.Join('\n', Tail.Where(line => !line.IsError).Select(line => line.Text));
}
