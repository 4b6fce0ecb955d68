using System.Net.Sockets;

namespace WorkflowResilience;

/// <summary>One exception of a failure's chain of causes.</summary>
public sealed record CapturedError
{
    /// <summary>How deep in the chain it stands: 0 is the outermost.</summary>
    public int Depth { get; init; }

    /// <summary>The full name of its type.</summary>
    public required string Type { get; init; }

    /// <summary>Its message in one line, redacted, at most 2,000 characters.</summary>
    public required string Message { get; init; }

    /// <summary>Its <see cref="System.Exception.HResult"/>.</summary>
    public int HResult { get; init; }

    /// <summary>The HTTP status it carries, or 0.</summary>
    public int StatusCode { get; init; }

    /// <summary>The HTTP client's error, if it carries one.</summary>
    public HttpRequestError? HttpError { get; init; }

    /// <summary>The socket's error, if it carries one.</summary>
    public SocketError? SocketError { get; init; }

    /// <summary>Its <see cref="System.Exception.Data"/> as texts, redacted by name and by text; at most 16 entries.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
