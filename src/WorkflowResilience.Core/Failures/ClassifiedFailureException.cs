namespace WorkflowResilience;

/// <summary>A failure whose sort its thrower knows: made by <see cref="StageFailure.Of"/> and <see cref="StageFailure.OfResponse"/>.</summary>
/// <remarks>
/// An exception of the host's, thrown <em>inside</em> a stage; what a stage throws to its caller is a <see cref="StageFailedException"/>.
/// </remarks>
public sealed class ClassifiedFailureException : Exception
{
    internal ClassifiedFailureException(FailureKind kind, string message, Exception? inner)
        : base(message ?? throw new ArgumentNullException(nameof(message)), inner)
    {
        Kind = kind;
        Verdict = kind.UsualVerdict();
    }

    /// <summary>The sort of failure.</summary>
    public FailureKind Kind { get; }

    /// <summary>Whether trying again can help. Default: what is usual for the kind; unknown for a kind of the host's own.</summary>
    public FailureVerdict Verdict { get; init; }

    /// <summary>The HTTP status, or 0 (default).</summary>
    public int StatusCode { get; init; }

    /// <summary>The exit code of a program; null (default) when none ran.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The wait that the server asked for; null (default) when it asked for none. A negative value becomes zero.</summary>
    public TimeSpan? ServerDelay { get; init => field = value < TimeSpan.Zero ? TimeSpan.Zero : value; }
}
