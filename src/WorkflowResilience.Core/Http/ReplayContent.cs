using System.Net;

namespace WorkflowResilience.Http;

/// <summary>One attempt's view of a content: sends it, has headers of its own, and does not dispose it.</summary>
internal sealed class ReplayContent : HttpContent
{
    private readonly HttpContent _source;
    private readonly ContentTurns? _turns;
    private readonly int _turn;

    internal ReplayContent(HttpContent source, ContentTurns? turns)
    {
        _source = source;
        _turns = turns;
        _turn = turns?.Next() ?? 0;
        foreach (var header in source.Headers.NonValidated) Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _turns?.Enter(_turn);
        try
        {
            await _source.CopyToAsync(stream, context, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turns?.Leave();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _source.Headers.ContentLength ?? 0;
        return _source.Headers.ContentLength is not null;
    }
}
