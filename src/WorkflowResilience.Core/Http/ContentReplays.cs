using System.Net.Http.Json;

namespace WorkflowResilience.Http;

/// <summary>Tells by a content's type how it can be sent more than once. Reads nothing of it.</summary>
internal static class ContentReplays
{
    internal static ContentReplay Of(HttpContent? content, int maxBuffered)
    {
        ContentReplay replay = Of(content);
        return replay != ContentReplay.Buffered || content!.Headers.ContentLength <= maxBuffered ? replay : ContentReplay.Never;
    }

    // ByteArrayContent is the base of StringContent and FormUrlEncodedContent.
    private static ContentReplay Of(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => ContentReplay.Freely,
        MultipartContent parts => parts.Aggregate(ContentReplay.Freely, static (worst, part) => (ContentReplay)Math.Max((int)worst, (int)Of(part))),

        // It hands out a view of its stream that says what the stream can do.
        StreamContent stream when stream.ReadAsStream().CanSeek => ContentReplay.InTurn,
        _ => ContentReplay.Buffered,
    };
}
