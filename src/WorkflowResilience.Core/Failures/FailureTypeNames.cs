using System.Collections.Frozen;

namespace WorkflowResilience;

/// <summary>
/// The names of exception types that say what sort of failure they are, compared ordinally with the simple and the full name of a type and its bases, with and
/// without <c>Exception</c> at the end; never with any message.
/// </summary>
internal static class FailureTypeNames
{
    private const string Suffix = "Exception";

    private static readonly FrozenDictionary<string, FailureKind> s_kinds = new Dictionary<string, FailureKind>(StringComparer.Ordinal)
    {
        ["NetworkError"] = FailureKind.Network,
        ["Network"] = FailureKind.Network,
        ["ConnectionError"] = FailureKind.Network,
        ["TimeoutError"] = FailureKind.Timeout,
        ["OperationTimeout"] = FailureKind.Timeout,
        ["Polly.Timeout.TimeoutRejected"] = FailureKind.Timeout,
        ["AuthenticationError"] = FailureKind.Authentication,
        ["AuthorizationError"] = FailureKind.Authentication,
        ["PermissionError"] = FailureKind.Authentication,
        ["RateLimitError"] = FailureKind.RateLimited,
        ["RateLimited"] = FailureKind.RateLimited,
        ["RateLimitExceeded"] = FailureKind.RateLimited,
        ["TooManyRequests"] = FailureKind.RateLimited,
        ["TemporaryFailure"] = FailureKind.Unavailable,
        ["TransientError"] = FailureKind.Unavailable,
        ["ServiceUnavailable"] = FailureKind.Unavailable,
        ["Polly.CircuitBreaker.BrokenCircuit"] = FailureKind.Unavailable,
        ["ResourceError"] = FailureKind.Resource,
        ["ResourceContention"] = FailureKind.Resource,
        ["ResourceExhausted"] = FailureKind.Resource,
        ["NotFoundError"] = FailureKind.NotFound,
        ["ValidationError"] = FailureKind.InvalidInput,
        ["FlakeTest"] = FailureKind.Flaky,
        ["FlakyTest"] = FailureKind.Flaky,
        ["CompilationError"] = FailureKind.Compilation,
        ["TestFailure"] = FailureKind.TestFailure,
        ["NUnit.Framework.Assertion"] = FailureKind.TestFailure,
        ["Xunit.Sdk.Xunit"] = FailureKind.TestFailure,
        ["Microsoft.VisualStudio.TestTools.UnitTesting.AssertFailed"] = FailureKind.TestFailure,
        ["ConfigurationError"] = FailureKind.Configuration,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kind that the name of a type or of one of its bases stands for; null when none does.</summary>
    internal static FailureKind? Of(Type type)
    {
        for (Type? t = type; t is not null && t != typeof(Exception); t = t.BaseType)
        {
            if (Find(t.Name, out FailureKind kind) || (t.FullName is { } full && Find(full, out kind))) return kind;
        }

        return null;
    }

    private static bool Find(string name, out FailureKind kind) =>
        s_kinds.TryGetValue(name, out kind)
        || (name.EndsWith(Suffix, StringComparison.Ordinal) && s_kinds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name.AsSpan()[..^Suffix.Length], out kind));
}
