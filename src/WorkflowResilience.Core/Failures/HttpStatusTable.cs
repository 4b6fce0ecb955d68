using System.Globalization;
using System.Net;

namespace WorkflowResilience;

/// <summary>What an HTTP status says of a failure.</summary>
internal static class HttpStatusTable
{
    /// <summary>What status and headers of a response say, were it a failure. A 403 with an exhausted limit or a wait to keep is a rate limit.</summary>
    internal static FailureFacts Of(HttpResponseMessage response, DateTimeOffset now)
    {
        int status = (int)response.StatusCode;
        TimeSpan? delay = ServerDelayHeaders.Read(response, now);
        (FailureKind kind, FailureVerdict verdict) = Of(status);
        if (response.StatusCode == HttpStatusCode.Forbidden && (delay is not null || ServerDelayHeaders.IsLimitUsedUp(response)))
            (kind, verdict) = (FailureKind.RateLimited, FailureVerdict.Transient);
        return new FailureFacts { Kind = kind, Verdict = verdict, StatusCode = status, ServerDelay = delay };
    }

    /// <summary>A response in one line, redacted: <c>GET https://… answered 503 (Service Unavailable)</c>.</summary>
    internal static string Describe(HttpResponseMessage response)
    {
        string call = response.RequestMessage is { RequestUri: { } uri } request ? $"{request.Method} {uri.OriginalString}" : "The server";
        string phrase = string.IsNullOrWhiteSpace(response.ReasonPhrase) ? "" : $" ({response.ReasonPhrase})";
        return FailureText.Line(string.Create(CultureInfo.InvariantCulture, $"{call} answered {(int)response.StatusCode}{phrase}"), StageFailure.MaxCause);
    }

    /// <summary>The kind and verdict of a status; unknown for one that is no failure.</summary>
    internal static (FailureKind Kind, FailureVerdict Verdict) Of(int status)
    {
        FailureKind kind = Kind(status);
        return (kind, status == 409 ? FailureVerdict.Unknown : kind.UsualVerdict());
    }

    private static FailureKind Kind(int status) => status switch
    {
        401 or 403 or 407 or 511 => FailureKind.Authentication,
        402 => FailureKind.Configuration,
        404 or 410 or 451 => FailureKind.NotFound,
        408 or 504 or 524 => FailureKind.Timeout,
        421 => FailureKind.Network,
        423 or 507 => FailureKind.Resource,
        425 => FailureKind.Unavailable,
        429 => FailureKind.RateLimited,

        // The server does not know how, and will not know how a minute later either.
        501 or 505 or 506 or 510 => FailureKind.InvalidInput,
        >= 400 and <= 499 => FailureKind.InvalidInput,
        >= 500 and <= 599 => FailureKind.Unavailable,
        _ => FailureKind.Unknown,
    };
}
