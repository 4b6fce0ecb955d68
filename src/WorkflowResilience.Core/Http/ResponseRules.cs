using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace WorkflowResilience.Http;

/// <summary>Which responses are failures, and what is known of them.</summary>
internal sealed class ResponseRules(HttpResilienceOptions options)
{
    /// <summary>The longest body that is looked through for <see cref="HttpResilienceOptions.RateLimitText"/>.</summary>
    internal const int MaxBodyRead = 64 * 1024;

    private readonly FrozenSet<int> _more = options.MoreFailures.ToFrozenSet();
    private readonly FrozenSet<int> _answers = options.Answers.ToFrozenSet();

    /// <summary>What is known of a response that is a failure: one whose status or headers say that it may pass, or that the options name.</summary>
    /// <param name="response">The response.</param>
    /// <param name="saysLimit">Whether its body says that it is a rate limit.</param>
    /// <param name="now">The time that dates in headers are counted from.</param>
    /// <param name="facts">What is known.</param>
    internal bool TryReadFailure(HttpResponseMessage response, bool saysLimit, DateTimeOffset now, out FailureFacts facts)
    {
        int status = (int)response.StatusCode;
        facts = default;
        bool named = _more.Count > 0 && _more.Contains(status);
        if (!named && (status < 400 || _answers.Contains(status))) return false;
        facts = HttpStatusTable.Of(response, now);
        if (saysLimit) facts = facts with { Kind = FailureKind.RateLimited, Verdict = FailureVerdict.Transient };
        if (!named && facts.Verdict != FailureVerdict.Transient) return false;

        // Never thrown: it gives the failure's text and history what EnsureSuccessStatusCode would have said.
        facts = facts with { Exception = new HttpRequestException(HttpStatusTable.Describe(response), inner: null, response.StatusCode) };
        return true;
    }

    /// <summary>Whether the body says that a 403 is a rate limit. Reads it only when the options name a text for that; the caller can read it again.</summary>
    internal async ValueTask<bool> SaysLimitAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (options.RateLimitText is not { } text || response.StatusCode != HttpStatusCode.Forbidden) return false;
        if (response.Content.Headers.ContentLength is not <= MaxBodyRead) return false;
        await response.Content.LoadIntoBufferAsync(MaxBodyRead, cancellationToken).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(body).Contains(text, StringComparison.OrdinalIgnoreCase);
    }
}
