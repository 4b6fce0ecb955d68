namespace WorkflowResilience.Http;

/// <summary>What the caller gets when the last response is one that counts as a failure.</summary>
public enum FailedResponses
{
    /// <summary>The response, as users of <see cref="HttpClient"/> expect; <see cref="ResilienceHttp.ThrowIfFailed"/> turns it into the exception.</summary>
    Return,

    /// <summary>
    /// An <see cref="HttpRequestException"/> with the status, and a <see cref="StageFailedException"/> inside; the response is disposed. Inside a stage this is the one to
    /// choose: the stage then sees that the call has been retried already, and does not retry it again.
    /// </summary>
    Throw,
}
