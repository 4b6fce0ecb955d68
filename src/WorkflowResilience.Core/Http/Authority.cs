using System.Globalization;

namespace WorkflowResilience.Http;

/// <summary>What requests share a circuit by.</summary>
internal static class Authority
{
    /// <summary><c>scheme://host:port</c>, without user-info, the port always given.</summary>
    /// <exception cref="InvalidOperationException">The request has no absolute address.</exception>
    internal static string Of(HttpRequestMessage request)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } address)
            throw new InvalidOperationException("The request has no absolute address; set HttpRequestMessage.RequestUri, or HttpClient.BaseAddress for relative ones.");

        // The brackets of an IPv6 address are part of Host alone, the ASCII form of a name part of IdnHost alone.
        string host = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        return string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{host}:{address.Port}");
    }
}
