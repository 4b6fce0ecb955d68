namespace WorkflowResilience;

/// <summary>What an HTTP status says of a failure.</summary>
internal static class HttpStatusTable
{
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
