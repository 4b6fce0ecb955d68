namespace WorkflowResilience.Http;

/// <summary>The front door for HTTP calls: clients without dependency injection, what a request may say of itself, and what a response tells of its failure.</summary>
public static class ResilienceHttp
{
    // A server that moves is found again: a connection lives no longer than this.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What a request may say of itself: true, it may be sent more than once; false, it may not. Goes before its method, its headers and the client's options:
    /// <c>request.Options.Set(ResilienceHttp.MayRepeat, true)</c>.
    /// </summary>
    public static HttpRequestOptionsKey<bool> MayRepeat { get; } = new("WorkflowResilience.MayRepeat");

    /// <summary>
    /// Where a returned response that counts as a failure carries what is known of it: <c>response.RequestMessage.Options.TryGetValue(ResilienceHttp.Failure, out var failure)</c>.
    /// Not there for any other response.
    /// </summary>
    public static HttpRequestOptionsKey<StageFailure> Failure { get; } = new("WorkflowResilience.Failure");

    /// <summary>
    /// A client whose calls run under a stage's policy, with one circuit, throttle and budget for each authority. The policy that the runner has for the stage stands; a
    /// stage that it does not know gets the preset's. Its <see cref="HttpClient.Timeout"/> is infinite: the policy's time-outs take its place.
    /// </summary>
    /// <param name="runner">The runner.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="preset">Options, and the policy of a stage that has none; null: <see cref="HttpPreset.Default"/>.</param>
    /// <param name="innerHandler">What sends; null: a <see cref="SocketsHttpHandler"/> whose connections live 5 minutes.</param>
    /// <returns>The client; disposing it disposes the handlers. Make one and keep it.</returns>
    /// <exception cref="ResilienceConfigurationException">The preset's policy or its options are not valid; all problems of either are told at once.</exception>
    public static HttpClient CreateClient(WorkflowRunner runner, WorkflowStage stage, HttpPreset? preset = null, HttpMessageHandler? innerHandler = null)
    {
        ArgumentNullException.ThrowIfNull(runner);
        preset ??= HttpPreset.Default;
        if (!runner.IsPassThrough && !runner.Stages.Contains(stage) && !runner.TryReconfigure(stage, preset.Policy, out IReadOnlyList<string> problems))
            throw new ResilienceConfigurationException($"The policy for the stage '{stage}'", problems);
        innerHandler ??= new SocketsHttpHandler { PooledConnectionLifetime = s_connectionLifetime };
        return new HttpClient(new ResilienceHandler(runner[stage], preset.Options, innerHandler), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>
    /// Throws for a response that counts as a failure, what <see cref="FailedResponses.Throw"/> would have thrown, and disposes it. An answer passes, a 404 as well:
    /// follow with <see cref="HttpResponseMessage.EnsureSuccessStatusCode"/> where only 2xx will do.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <returns>The same response.</returns>
    /// <exception cref="HttpRequestException">It counts as a failure; a <see cref="StageFailedException"/> is inside, by which an enclosing stage knows that it was retried.</exception>
    public static HttpResponseMessage ThrowIfFailed(this HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.RequestMessage is not { } request || !request.Options.TryGetValue(Failure, out StageFailure? failure)) return response;
        response.Dispose();
        throw HttpStageFailure.ToException(failure);
    }
}
