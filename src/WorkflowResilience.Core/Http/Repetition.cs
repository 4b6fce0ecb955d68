namespace WorkflowResilience.Http;

/// <summary>Reads from a request whether it may be sent more than once, and knows the header that makes it so.</summary>
internal static class Repetition
{
    internal const string KeyHeader = "Idempotency-Key";

    private static readonly HttpMethod[] s_idempotent = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Trace, HttpMethod.Put, HttpMethod.Delete];

    /// <summary>The request's own word, then the client's, then its key, then its method (RFC 9110 §9.2.2).</summary>
    internal static RepetitionRule Of(HttpRequestMessage request, RequestRepetition client)
    {
        if (request.Options.TryGetValue(ResilienceHttp.MayRepeat, out bool may)) return may ? RepetitionRule.Free : RepetitionRule.Forbidden;
        return client switch
        {
            RequestRepetition.Always => RepetitionRule.Free,
            RequestRepetition.Never => RepetitionRule.Forbidden,
            _ => request.Headers.NonValidated.Contains(KeyHeader) || Array.IndexOf(s_idempotent, request.Method) >= 0 ? RepetitionRule.Free : RepetitionRule.WhileNotTaken,
        };
    }

    /// <summary>Gives a POST or PATCH without a key one of its own.</summary>
    /// <remarks>Random and not drawn from the runner's seed: a process that starts again with the same seed must not meet the keys of other requests.</remarks>
    internal static void AddKey(HttpRequestMessage request)
    {
        if ((request.Method == HttpMethod.Post || request.Method == HttpMethod.Patch) && !request.Headers.NonValidated.Contains(KeyHeader))
            request.Headers.TryAddWithoutValidation(KeyHeader, Guid.NewGuid().ToString("D"));
    }
}
