using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Security.Authentication;

namespace WorkflowResilience;

/// <summary>Says what sort of failure an exception is by its structure alone: types, numbers and what it wraps, to a bounded depth. Reads no text.</summary>
/// <remarks>
/// Final failures of this library come first, then what the host said with <see cref="StageFailure.Of"/>. Otherwise the outermost exception that says something
/// definite decides; one that hints (a bare <see cref="HttpRequestException"/>, an <see cref="ArgumentException"/>) decides when nothing inside it is definite. Of the
/// parts of an aggregate the most definite decides, among equals one that stays (permanent), because the next attempt would meet it again. Stateless and thread-safe.
/// </remarks>
internal sealed class StructuralClassifier
{
    internal static StructuralClassifier Instance { get; } = new();

    /// <summary>What is known of an exception.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "A classifier is handed around as an object.")]
    internal FailureFacts Classify(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (ExceptionChain.First<StageFailedException>(exception) is { } nested) return OfNested(nested.Failure) with { Exception = exception };
        if (ExceptionChain.First<ClassifiedFailureException>(exception) is { } classified) return OfClassified(classified) with { Exception = exception };
        int visits = ExceptionChain.MaxVisits;
        FailureFacts facts = Look(exception, ExceptionChain.MaxDepth, ref visits).Facts;
        if (facts.SocketError is null && (facts.Kind == FailureKind.Network || facts.Kind == FailureKind.Timeout))
            facts = facts with { SocketError = ExceptionChain.First<SocketException>(exception)?.SocketErrorCode };
        return facts with { Exception = exception };
    }

    private static FailureFacts OfNested(StageFailure failure) => new()
    {
        Kind = failure.Kind,
        Verdict = failure.Verdict,
        StatusCode = failure.StatusCode,
        ExitCode = failure.ExitCode,
        SocketError = failure.SocketError,
        ServerDelay = failure.ServerDelay,
        Nested = true,
        NestedRejection = failure.Attempts == 0 || failure.Reason is StageReason.CircuitOpen or StageReason.CircuitIsolated or StageReason.BulkheadFull,
    };

    private static FailureFacts OfClassified(ClassifiedFailureException exception) => new()
    {
        Kind = exception.Kind,
        Verdict = exception.Verdict,
        StatusCode = exception.StatusCode,
        ExitCode = exception.ExitCode,
        ServerDelay = exception.ServerDelay,
    };

    private static Finding Look(Exception exception, int depth, ref int visits)
    {
        visits--;
        Finding own = Own(exception);
        if (own.Weight is Weight.Cancelled or Weight.Definite) return own;
        Finding best = own;
        for (int i = 0; depth > 0 && visits > 0 && i < ExceptionChain.CountInside(exception); i++)
        {
            Finding inside = Look(ExceptionChain.Inside(exception, i), depth - 1, ref visits);
            if (inside.IsBetterThan(best)) best = inside;
        }

        return best;
    }

    private static Finding Own(Exception exception)
    {
        if (exception is AggregateException) return default;
        if (exception is IProgramFailure program) return Finding.Definite(WorkflowExitCodes.FactsOf(program.ExitCode));
        if (FailureTypeNames.Of(exception.GetType()) is { } named) return Finding.Definite(named);
        return exception switch
        {
            HttpRequestException http => OfHttp(http),
            HttpIOException => Finding.Definite(FailureKind.Network),
            SocketException socket => Finding.Definite(SystemErrorTable.OfSocket(socket.SocketErrorCode)) with { Socket = socket.SocketErrorCode },
            Win32Exception start => SystemErrorTable.OfStart(start.NativeErrorCode) is { } kind ? Finding.Definite(kind) : default,
            TimeoutException => Finding.Definite(FailureKind.Timeout),
            OperationCanceledException => ExceptionChain.First<TimeoutException>(exception) is null ? Finding.Cancelled : Finding.Definite(FailureKind.Timeout),
            OutOfMemoryException or InsufficientExecutionStackException => Finding.Definite(FailureKind.Resource),
            UnauthorizedAccessException or AuthenticationException or SecurityException => Finding.Definite(FailureKind.Authentication),
            FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => Finding.Definite(FailureKind.NotFound),
            PathTooLongException => Finding.Definite(FailureKind.InvalidInput),
            IOException => SystemErrorTable.OfInputOutput(exception.HResult) is { } kind ? Finding.Definite(kind) : default,
            ArgumentException or FormatException or InvalidDataException => Finding.Hint(FailureKind.InvalidInput),
            _ => default,
        };
    }

    private static Finding OfHttp(HttpRequestException exception)
    {
        if (exception.StatusCode is { } status)
        {
            (FailureKind kind, FailureVerdict verdict) = HttpStatusTable.Of((int)status);
            return Finding.Definite(new FailureFacts { Kind = kind, Verdict = verdict, StatusCode = (int)status });
        }

        return exception.HttpRequestError switch
        {
            HttpRequestError.UserAuthenticationError => Finding.Definite(FailureKind.Authentication),
            HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.VersionNegotiationError or HttpRequestError.ExtendedConnectNotSupported =>
                Finding.Definite(FailureKind.Configuration),

            // What lies inside knows more: a refused connection, an untrusted certificate, a time-out.
            _ => Finding.Hint(FailureKind.Network),
        };
    }

    private enum Weight
    {
        None,
        Cancelled,
        Hint,
        Definite,
    }

    private readonly record struct Finding(Weight Weight, FailureFacts Facts)
    {
        internal static Finding Cancelled { get; } = new(Weight.Cancelled, new FailureFacts { Kind = FailureKind.Cancelled });

        internal SocketError Socket
        {
            init => Facts = Facts with { SocketError = value };
        }

        internal static Finding Definite(FailureFacts facts) => new(Weight.Definite, facts);

        internal static Finding Definite(FailureKind kind) => new(Weight.Definite, new FailureFacts { Kind = kind, Verdict = kind.UsualVerdict() });

        internal static Finding Hint(FailureKind kind) => new(Weight.Hint, new FailureFacts { Kind = kind, Verdict = kind.UsualVerdict() });

        internal bool IsBetterThan(Finding other) =>
            Weight > other.Weight || (Weight == other.Weight && Facts.Verdict == FailureVerdict.Permanent && other.Facts.Verdict != FailureVerdict.Permanent);
    }
}
