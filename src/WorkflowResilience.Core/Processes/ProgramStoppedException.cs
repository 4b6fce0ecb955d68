namespace WorkflowResilience.Processes;

/// <summary>A program was killed because the call's token was cancelled: a cancellation that remembers what the program said last.</summary>
public sealed class ProgramStoppedException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="program">The program's file name, without its arguments.</param>
    /// <param name="ended">Whether the program is known to have ended.</param>
    /// <param name="tail">The last lines of both streams.</param>
    /// <param name="cancellationToken">The token that was cancelled.</param>
    public ProgramStoppedException(string program, bool ended, IReadOnlyList<ProgramLine> tail, CancellationToken cancellationToken)
        : base(Text(program, ended), cancellationToken)
    {
        Program = program;
        Ended = ended;
        Tail = tail;
    }

    /// <summary>The program's file name.</summary>
    public string Program { get; }

    /// <summary>Whether the program is known to have ended; false when it had not within <see cref="ProgramStage.DrainTime"/> after it was killed.</summary>
    public bool Ended { get; }

    /// <summary>The last lines of both streams in the order of arrival, at most <see cref="ProgramStage.MaxOutputLines"/>: where it hung.</summary>
    public IReadOnlyList<ProgramLine> Tail { get; }

    private static string Text(string program, bool ended) => ended
        ? $"The program '{program}' was killed with the processes it had started, because the call was cancelled."
        : $"The program '{program}' was to be killed because the call was cancelled, and has not ended yet; it may wait for a device or belong to another user.";
}
