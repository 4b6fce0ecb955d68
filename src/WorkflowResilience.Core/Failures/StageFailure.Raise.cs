namespace WorkflowResilience;

/// <content>How a host says what sort of failure it has met.</content>
public sealed partial record StageFailure
{
    /// <summary>An exception to throw from a stage when the code knows what sort of failure it is: <c>throw StageFailure.Of(FailureKind.Flaky, "…")</c>.</summary>
    /// <param name="kind">The sort of failure.</param>
    /// <param name="message">What went wrong. It is redacted wherever this library shows it.</param>
    /// <param name="inner">The exception that told, if one did.</param>
    /// <returns>A new exception; more can be said of it: see <see cref="ClassifiedFailureException"/>.</returns>
    public static ClassifiedFailureException Of(FailureKind kind, string message, Exception? inner = null) => new(kind, message, inner);

    /// <summary>
    /// An exception to throw for an HTTP response: its status decides the kind, and <c>Retry-After</c> or the rate-limit headers the wait that the server asks for.
    /// </summary>
    /// <param name="response">The response; it is not disposed and its body is not read.</param>
    /// <param name="now">The time now, from which dates in headers are counted.</param>
    /// <returns>A new exception. A 403 that comes with an exhausted rate limit or a <c>Retry-After</c> is <see cref="FailureKind.RateLimited"/>.</returns>
    public static ClassifiedFailureException OfResponse(HttpResponseMessage response, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(response);
        FailureFacts facts = HttpStatusTable.Of(response, now);
        return new ClassifiedFailureException(facts.Kind, HttpStatusTable.Describe(response), inner: null)
        {
            Verdict = facts.Verdict,
            StatusCode = facts.StatusCode,
            ServerDelay = facts.ServerDelay,
        };
    }
}
