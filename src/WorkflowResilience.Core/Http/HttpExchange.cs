using System.Globalization;

namespace WorkflowResilience.Http;

/// <summary>One request and its attempts: sends it, makes the next attempt's request, and knows whether there may be one.</summary>
internal sealed class HttpExchange
{
    private readonly ResilienceHandler _handler;
    private readonly ResponseRules _rules;
    private readonly HttpRequestMessage _request;
    private readonly RepetitionRule _rule;
    private readonly RequestTemplate? _template;
    private readonly ContentTurns? _turns;
    private readonly HttpMethod _method;
    private readonly Uri? _address;
    private int _sent;
    private int _notTaken;

    private HttpExchange(ResilienceHandler handler, ResponseRules rules, HttpRequestMessage request, RepetitionRule rule, ContentReplay replay, bool keepsTemplate)
    {
        _handler = handler;
        _rules = rules;
        _request = request;
        _rule = rule;
        _method = request.Method;
        _address = request.RequestUri;
        if (!keepsTemplate) return;
        _turns = replay == ContentReplay.InTurn ? new ContentTurns() : null;
        _template = new RequestTemplate(request, _turns);
    }

    /// <summary>Whether another attempt may be made now: neither the request's meaning nor its content is against it.</summary>
    /// <remarks>Before the first is sent it may not: that one is on its way, perhaps still waiting for a thread.</remarks>
    internal bool MayRepeat => _template is not null && _turns is not { IsFree: false }
        && (_rule == RepetitionRule.Free || (Volatile.Read(ref _sent) is > 0 and var sent && Volatile.Read(ref _notTaken) == sent));

    /// <summary>Reads what the request permits, and copies a small content that cannot be sent again by itself.</summary>
    internal static async ValueTask<HttpExchange> PrepareAsync(
        ResilienceHandler handler, ResponseRules rules, HttpRequestMessage request, bool mayBeRetried, CancellationToken cancellationToken)
    {
        // Of an earlier call with the same request object.
        ((IDictionary<string, object?>)request.Options).Remove(ResilienceHttp.Failure.Key);
        if (handler.Options.AddIdempotencyKey) Repetition.AddKey(request);
        RepetitionRule rule = Repetition.Of(request, handler.Options.Repetition);
        bool keepsTemplate = mayBeRetried && rule != RepetitionRule.Forbidden;
        ContentReplay replay = keepsTemplate ? ContentReplays.Of(request.Content, handler.Options.MaxBufferedContent) : ContentReplay.Never;
        if (replay == ContentReplay.Buffered) await request.Content!.LoadIntoBufferAsync(handler.Options.MaxBufferedContent, cancellationToken).ConfigureAwait(false);
        return new HttpExchange(handler, rules, request, rule, replay, keepsTemplate && replay != ContentReplay.Never);
    }

    /// <summary>Makes one attempt.</summary>
    internal async ValueTask<HttpAnswer> SendAsync(CancellationToken cancellationToken)
    {
        // The caller's own request goes first, so that the caller recognises it in the response; unless its stream has to be watched.
        HttpRequestMessage request = Claim() == 1 && _turns is null ? _request : _template!.Create();
        HttpResponseMessage response;
        try
        {
            response = await _handler.SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (NeverLeft(e, request))
        {
            Interlocked.Increment(ref _notTaken);
            throw;
        }

        response.RequestMessage ??= request;
        try
        {
            return new HttpAnswer(this, response, await _rules.SaysLimitAsync(response, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>What is known of a response that is a failure; false when it is none.</summary>
    internal bool TryReadFailure(HttpAnswer answer, DateTimeOffset now, out FailureFacts facts)
    {
        if (!_rules.TryReadFailure(answer.Response, answer.SaysLimit, now, out facts)) return false;
        if (!_handler.Options.RepeatRefused || facts.Kind != FailureKind.RateLimited || answer.CountsAsNotTaken) return true;
        answer.CountsAsNotTaken = true;
        Interlocked.Increment(ref _notTaken);
        return true;
    }

    /// <summary>The failure, saying which of request and content stood against another attempt.</summary>
    internal StageFailure Explain(StageFailure failure)
    {
        if (failure.Reason != StageReason.NotRepeatable) return failure;
        if (_rule == RepetitionRule.Forbidden)
            return failure with { LetThrough = "a request that its Options (ResilienceHttp.MayRepeat) and the client's (Repetition) do not forbid to repeat" };
        if (_template is not null && _rule != RepetitionRule.Free)
            return failure with { LetThrough = $"an Idempotency-Key header, or MayRepeat = true in the request's Options: its method, {_method}, may not be repeated" };
        string limit = _handler.Options.MaxBufferedContent.ToString(CultureInfo.InvariantCulture);
        return failure with
        {
            LetThrough = _turns is not null
                ? "an earlier attempt that had stopped reading the stream of the request's content"
                : $"a content that can be sent again: one in memory, a stream that can seek, or a known length of at most {limit} bytes (MaxBufferedContent)",
            Advice = "Check at the target whether the call had its effect, then make it again; to have it repeated, give the request a content that can be sent again.",
        };
    }

    // Whoever was let through may wait for a thread while another is let through as well: of these only one may send what may not be repeated.
    private int Claim()
    {
        if (_rule == RepetitionRule.Free) return Interlocked.Increment(ref _sent);
        int sent = Volatile.Read(ref _sent);
        if (Volatile.Read(ref _notTaken) == sent && Interlocked.CompareExchange(ref _sent, sent + 1, sent) == sent) return sent + 1;
        throw new IOException($"The request was not sent: another attempt may have reached the server, and its method, {_method}, may not be repeated.");
    }

    // An address that is another object has been set by a redirect, and then a server has had the request.
    private bool NeverLeft(HttpRequestException exception, HttpRequestMessage request) => ReferenceEquals(request.RequestUri, _address)
        && exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
