namespace WorkflowResilience.Notifications;

/// <summary>What came back over HTTP.</summary>
/// <param name="StatusCode">The status.</param>
/// <param name="Body">The beginning of the body, 64 KB at most, as text; empty when there was none or it could not be read.</param>
/// <param name="RetryAfter">What the headers ask to wait; null when they say nothing.</param>
internal readonly record struct HttpReply(int StatusCode, string Body, TimeSpan? RetryAfter);
