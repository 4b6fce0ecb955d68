using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WorkflowResilience;

/// <summary>One attempt as the history keeps it: 64 bytes, no text. The text is made when it is read.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct AttemptRecord
{
    private const byte HasExitCode = 1, HasServerDelay = 2, LateFlag = 4, HasSocketError = 8;

    // The exception, or a JudgedError around it: most attempts need no place for what decided on them.
    private readonly object? _error;
    private readonly FailureKind _kind;
    private readonly long _serverDelay;
    private readonly int _code;
    private readonly short _statusCode;
    private readonly byte _flags;
    private readonly byte _hedge;

    internal AttemptRecord(int attempt, AttemptOutcome outcome, in FailureFacts facts, TimeSpan start, TimeSpan duration, TimeSpan wait, string? decidedBy = null)
    {
        Attempt = attempt;
        Outcome = outcome;
        Start = start;
        Duration = duration;
        Wait = wait;
        _error = decidedBy is null ? facts.Exception : new JudgedError(facts.Exception, decidedBy);
        _kind = facts.Kind;
        Verdict = facts.Verdict;
        _statusCode = (short)facts.StatusCode;
        if (facts.ExitCode is { } exitCode)
        {
            _code = exitCode;
            _flags |= HasExitCode;
        }
        else if (facts.SocketError is { } socketError)
        {
            _code = (int)socketError;
            _flags |= HasSocketError;
        }

        if (facts.ServerDelay is { } delay)
        {
            _serverDelay = delay.Ticks;
            _flags |= HasServerDelay;
        }

        if (facts.AfterTimeout) _flags |= LateFlag;
    }

    /// <summary>The attempt, from 1.</summary>
    public int Attempt { get; }

    /// <summary>Which call beside the attempt's first it was, from 1; 0 for the first call itself.</summary>
    public int Hedge
    {
        get => _hedge;
        internal init => _hedge = (byte)value;
    }

    /// <summary>How it ended.</summary>
    public AttemptOutcome Outcome { get; }

    /// <summary>Whether trying again could help, as far as the classifier knew.</summary>
    public FailureVerdict Verdict { get; }

    /// <summary>When it began, from the beginning of the execution.</summary>
    public TimeSpan Start { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>How long the execution waited afterwards; zero when it did not try again.</summary>
    public TimeSpan Wait { get; private init; }

    /// <summary>The sort of failure; <see cref="FailureKind.Unknown"/> for a success.</summary>
    public FailureKind Kind => _kind;

    /// <summary>The HTTP status, or 0.</summary>
    public int StatusCode => _statusCode;

    /// <summary>A program's exit code, if one ran.</summary>
    public int? ExitCode => (_flags & HasExitCode) != 0 ? _code : null;

    /// <summary>The socket's error, if there was one.</summary>
    public SocketError? SocketError => (_flags & HasSocketError) != 0 ? (SocketError)_code : null;

    /// <summary>The wait that the server asked for, if it did.</summary>
    public TimeSpan? ServerDelay => (_flags & HasServerDelay) != 0 ? TimeSpan.FromTicks(_serverDelay) : null;

    /// <summary>Whether a timer had fired before it ended with an error of its own.</summary>
    public bool AfterTimeout => (_flags & LateFlag) != 0;

    /// <summary>The text of the error, redacted; null when there was none. Built when read.</summary>
    public string? ErrorText => Error is { } error ? FailureText.Of(error) : null;

    /// <summary>What took the place of the policy's conditions in what followed: see <see cref="AttemptSummary.DecidedBy"/>.</summary>
    public string? DecidedBy => (_error as JudgedError)?.DecidedBy;

    internal Exception? Error => _error is JudgedError judged ? judged.Error : (Exception?)_error;

    internal AttemptRecord WithWait(TimeSpan wait) => this with { Wait = wait };

    private sealed record JudgedError(Exception? Error, string DecidedBy);
}
