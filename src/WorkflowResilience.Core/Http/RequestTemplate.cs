using System.Net.Http.Headers;

namespace WorkflowResilience.Http;

/// <summary>
/// A request as it was before its first attempt, to make the next ones from: handlers further in change what they send (a redirect the address and method, tracing the headers),
/// and an attempt that was given up may still be using it.
/// </summary>
internal sealed class RequestTemplate
{
    private readonly HttpMethod _method;
    private readonly Uri? _address;
    private readonly Version _version;
    private readonly HttpVersionPolicy _versionPolicy;
    private readonly KeyValuePair<string, HeaderStringValues>[] _headers;
    private readonly KeyValuePair<string, object?>[] _options;
    private readonly HttpContent? _content;
    private readonly ContentTurns? _turns;

    internal RequestTemplate(HttpRequestMessage request, ContentTurns? turns)
    {
        _method = request.Method;
        _address = request.RequestUri;
        _version = request.Version;
        _versionPolicy = request.VersionPolicy;
        _headers = [.. request.Headers.NonValidated];
        _options = [.. request.Options];
        _content = request.Content;
        _turns = turns;
    }

    /// <summary>A new request.</summary>
    internal HttpRequestMessage Create()
    {
        var request = new HttpRequestMessage(_method, _address) { Version = _version, VersionPolicy = _versionPolicy };
        foreach ((string name, HeaderStringValues values) in _headers) request.Headers.TryAddWithoutValidation(name, values);
        foreach ((string key, object? value) in _options) ((IDictionary<string, object?>)request.Options)[key] = value;
        if (_content is not null) request.Content = new ReplayContent(_content, _turns);
        return request;
    }
}
