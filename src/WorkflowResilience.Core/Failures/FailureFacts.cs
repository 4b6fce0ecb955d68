using System.Net.Sockets;

namespace WorkflowResilience;

/// <summary>What is known of one failed attempt by its structure, without reading its text. A value: copying it allocates nothing.</summary>
public readonly record struct FailureFacts
{
    /// <summary>The sort of failure.</summary>
    public FailureKind Kind { get; init; }

    /// <summary>Whether trying again can help, as far as the classifier knows.</summary>
    public FailureVerdict Verdict { get; init; }

    /// <summary>
    /// The exception that ended the attempt; null when a returned result counted as a failure or the attempt was abandoned. A failed HTTP response brings one that nobody threw.
    /// </summary>
    public Exception? Exception { get; init; }

    /// <summary>The HTTP status, or 0.</summary>
    public int StatusCode { get; init; }

    /// <summary>The exit code of a program, if one ran.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The socket's error, if there is one.</summary>
    public SocketError? SocketError { get; init; }

    /// <summary>The wait that the server asked for, never negative; null when it asked for none.</summary>
    public TimeSpan? ServerDelay { get; init; }

    /// <summary>Whether the timer of the attempt or of the whole execution had fired when the attempt ended.</summary>
    public bool AfterTimeout { get; init; }

    /// <summary>Whether the failure is a final one of a nested execution of this library.</summary>
    public bool Nested { get; init; }

    /// <summary>Whether a nested execution was refused before its delegate ran: an open circuit, a full bulkhead.</summary>
    public bool NestedRejection { get; init; }

    /// <summary>What its texts say, where a decision has asked for them.</summary>
    internal AttemptReading? Reading { get; init; }
}
