namespace WorkflowResilience.Http;

/// <summary>
/// Runs each request under a stage's policy, with a circuit breaker, throttle and retry budget for each authority (<c>scheme://host:port</c>): responses that may
/// pass are retried when the request may be sent again, as the server asks or as the policy says.
/// </summary>
/// <remarks>
/// <para>
/// An attempt lasts until the headers of the response are there; its body is read by the caller, under the caller's token. Failures leave as <see cref="HttpRequestException"/>
/// with a <see cref="StageFailedException"/> inside, the caller's cancellation as <see cref="OperationCanceledException"/>. An <see cref="HttpClient.Timeout"/> bounds
/// the call as a whole, waits included, and looks to the policy like the caller's cancellation: make it infinite or longer than the policy's total timeout.
/// </para>
/// <para>Thread-safe. A response that is retried is disposed, and so is one that comes after its attempt was given up.</para>
/// </remarks>
public sealed class ResilienceHandler : DelegatingHandler
{
    private readonly StageExecutor _executor;
    private readonly ResponseRules _rules;

    /// <summary>A handler for a chain that somebody else puts together, such as a client factory: <see cref="DelegatingHandler.InnerHandler"/> is not set.</summary>
    /// <param name="executor">The stage's own executor, not that of one of its keys: <c>runner["GitHub"]</c>.</param>
    /// <param name="options">Null: <see cref="HttpResilienceOptions.Default"/>.</param>
    /// <exception cref="ResilienceConfigurationException">The options are not valid; all problems are told at once.</exception>
    /// <exception cref="ArgumentException">The executor is that of a key.</exception>
    public ResilienceHandler(StageExecutor executor, HttpResilienceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(executor);
        if (executor.Key is not null)
        {
            throw new ArgumentException(
                $"This is the executor of the stage '{executor.Stage}' for the key '{executor.Key}'; the handler makes one for each authority, so give it the stage's own.",
                nameof(executor));
        }

        options ??= HttpResilienceOptions.Default;
        if (options.Validate() is { Count: > 0 } problems) throw new ResilienceConfigurationException("The HTTP options", problems);
        _executor = executor;
        _rules = new ResponseRules(options);
        Options = options;
    }

    /// <summary>A handler in front of another.</summary>
    /// <param name="executor">The stage's own executor.</param>
    /// <param name="options">Null: <see cref="HttpResilienceOptions.Default"/>.</param>
    /// <param name="innerHandler">What sends. Disposed with this handler.</param>
    /// <inheritdoc cref="ResilienceHandler(StageExecutor, HttpResilienceOptions?)" path="/exception"/>
    public ResilienceHandler(StageExecutor executor, HttpResilienceOptions? options, HttpMessageHandler innerHandler)
        : this(executor, options) => InnerHandler = innerHandler ?? throw new ArgumentNullException(nameof(innerHandler));

    internal HttpResilienceOptions Options { get; }

    /// <summary>One attempt.</summary>
    internal Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) => base.SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: retries wait, and waiting synchronously would hold a thread for minutes.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException(
        "ResilienceHandler does not send synchronously, because its waits would hold the thread; call HttpClient.SendAsync, or use a client without this handler.");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        StageExecutor executor = _executor.For(Authority.Of(request));
        StagePolicy policy = executor.Policy;
        bool mayBeRetried = policy.MaxAttempts > 1 || policy.Hedging is not null;
        HttpExchange exchange = await HttpExchange.PrepareAsync(this, _rules, request, mayBeRetried, cancellationToken).ConfigureAwait(false);
        StageOutcome<HttpAnswer> outcome = await executor.TryRun<HttpAnswer, HttpCall>(new HttpCall(exchange), executor.CurrentRun, cancellationToken).ConfigureAwait(false);
        if (outcome.IsSuccess) return outcome.Value!.Response;
        if (outcome.Kind == StageOutcomeKind.Cancelled) outcome.ThrowIfNotSuccessful();

        StageFailure failure = exchange.Explain(outcome.Failure!);
        if (outcome.Value is not { } last) throw HttpStageFailure.ToException(failure);
        if (Options.FailedResponses == FailedResponses.Throw)
        {
            last.Dispose();
            throw HttpStageFailure.ToException(failure);
        }

        last.Response.RequestMessage!.Options.Set(ResilienceHttp.Failure, failure);
        return last.Response;
    }
}
