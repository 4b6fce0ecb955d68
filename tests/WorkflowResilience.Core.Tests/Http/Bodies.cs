using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace WorkflowResilience.Tests.Http;

/// <summary>Contents of each sort.</summary>
internal static class Bodies
{
    internal static HttpContent? Of(string kind) => kind switch
    {
        "none" => null,
        "bytes" => new ByteArrayContent("some bytes"u8.ToArray()),
        "string" => new StringContent("some text"),
        "form" => new FormUrlEncodedContent([new("a", "1"), new("b", "ü")]),
        "memory" => new ReadOnlyMemoryContent("some memory"u8.ToArray()),
        "json" => JsonContent.Create(new[] { 1, 2, 3 }),
        "parts" => new MultipartFormDataContent("border") { { new StringContent("x"), "first" }, { new ByteArrayContent([1, 2, 3]), "second" } },
        "seekable" => new StreamContent(Filled(200_000)),
        "parts-seekable" => new MultipartFormDataContent("border") { { new StringContent("x"), "first" }, { new StreamContent(Filled(1000)), "second" } },
        "pipe-small" => Sized(new StreamContent(new Pipe(1000)), 1000),
        "pipe-large" => Sized(new StreamContent(new Pipe(100_000)), 100_000),
        "pipe-unknown" => new StreamContent(new Pipe(1000)),
        "parts-pipe" => new MultipartFormDataContent("border") { { new StringContent("x"), "first" }, { new StreamContent(new Pipe(1000)), "second" } },
        "own-small" => new OwnContent(known: true),
        "own-unknown" => new OwnContent(known: false),
        _ => throw new ArgumentException(kind),
    };

    internal static MemoryStream Filled(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte)(i * 31);
        return new MemoryStream(bytes);
    }

    private static StreamContent Sized(StreamContent content, long length)
    {
        content.Headers.ContentLength = length;
        return content;
    }

    /// <summary>A stream that cannot seek.</summary>
    internal sealed class Pipe(int length) : MemoryStream(Filled(length).ToArray())
    {
        public override bool CanSeek => false;
    }

    /// <summary>A content of the host's own that can be written once.</summary>
    private sealed class OwnContent(bool known) : HttpContent
    {
        private bool _written;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            if (_written) throw new InvalidOperationException("written twice");
            _written = true;
            await stream.WriteAsync(Encoding.UTF8.GetBytes("my own"));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 6;
            return known;
        }
    }
}
