using System.Net;

namespace WorkflowResilience.Http;

/// <summary>A failure of a stage as <see cref="HttpClient"/>'s users know failures.</summary>
internal static class HttpStageFailure
{
    /// <summary>A new exception, with the failure's own inside: whoever encloses the call finds it there.</summary>
    internal static HttpRequestException ToException(StageFailure failure)
    {
        HttpRequestException? real = failure.Exception is { } last ? ExceptionChain.First<HttpRequestException>(last) : null;
        HttpStatusCode? status = failure.StatusCode == 0 ? real?.StatusCode : (HttpStatusCode)failure.StatusCode;
        return new HttpRequestException(real?.HttpRequestError ?? HttpRequestError.Unknown, FailureSummary.Line(failure), failure.ToException(), status);
    }
}
