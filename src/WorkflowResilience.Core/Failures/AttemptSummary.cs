using System.Net.Sockets;

namespace WorkflowResilience;

/// <summary>One attempt as a failure carries it: plain data that survives JSON.</summary>
public sealed record AttemptSummary
{
    /// <summary>The longest <see cref="ErrorText"/>, in characters.</summary>
    internal const int MaxErrorText = 500;

    /// <summary>The attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Which call beside the attempt's first it was, from 1; 0 for the first call itself.</summary>
    public int Hedge { get; init; }

    /// <summary>How it ended.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>The sort of failure; <see cref="FailureKind.Unknown"/> for a success.</summary>
    public FailureKind Kind { get; init; }

    /// <summary>Whether trying again could help, as far as was known.</summary>
    public FailureVerdict Verdict { get; init; }

    /// <summary>The HTTP status, or 0.</summary>
    public int StatusCode { get; init; }

    /// <summary>A program's exit code, if one ran.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The socket's error, if there was one.</summary>
    public SocketError? SocketError { get; init; }

    /// <summary>The wait that the server asked for, if it did.</summary>
    public TimeSpan? ServerDelay { get; init; }

    /// <summary>Whether a timer had fired before it ended with an error of its own.</summary>
    public bool AfterTimeout { get; init; }

    /// <summary>When it began, from the beginning of the execution.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How long the execution waited afterwards; zero when it did not try again.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The text of the error in one line, redacted, at most 500 characters; null when there was none.</summary>
    public string? ErrorText { get; init; }

    /// <summary>
    /// What took the place of the policy's conditions in what followed: the id of the pattern whose verdict decided, or <c>correction</c> when a person has corrected the verdict on
    /// such failures, <c>evidence</c> when what became of earlier retries decided, <c>exploration</c> when an attempt was made to find out whether it helps. Null when conditions or the classifier's verdict decided.
    /// </summary>
    public string? DecidedBy { get; init; }

    internal static AttemptSummary Of(in AttemptRecord record) => new()
    {
        Attempt = record.Attempt,
        Hedge = record.Hedge,
        Outcome = record.Outcome,
        Kind = record.Kind,
        Verdict = record.Verdict,
        StatusCode = record.StatusCode,
        ExitCode = record.ExitCode,
        SocketError = record.SocketError,
        ServerDelay = record.ServerDelay,
        AfterTimeout = record.AfterTimeout,
        Start = record.Start,
        Duration = record.Duration,
        Wait = record.Wait,
        DecidedBy = record.DecidedBy,
        ErrorText = record.Error is null ? null : FailureText.Of(record.Error, MaxErrorText),
    };
}
