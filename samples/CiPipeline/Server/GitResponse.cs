using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CiPipeline.Server;

/// <summary>Writes one HTTP response: chunked, so that a body cut short is recognisable as such, and the last on its connection.</summary>
/// <param name="stream">The connection.</param>
/// <param name="truncated">Whether to stop in the middle of the first part of the body.</param>
internal sealed class GitResponse(NetworkStream stream, bool truncated)
{
    public static Task RefuseAsync(NetworkStream stream, string status, TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        string seconds = retryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(stream, $"HTTP/1.1 {status}\r\nRetry-After: {seconds}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", cancellationToken);
    }

    public async Task SendAsync(string status, IEnumerable<string> headers, Stream body, CancellationToken cancellationToken)
    {
        string head = string.Concat(headers.Select(h => h + "\r\n"));
        await WriteAsync(stream, $"HTTP/1.1 {status}\r\n{head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n", cancellationToken);
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await WriteAsync(stream, read.ToString("x", CultureInfo.InvariantCulture) + "\r\n", cancellationToken);
            await stream.WriteAsync(buffer.AsMemory(0, truncated ? read / 2 : read), cancellationToken);
            if (truncated) return;
            await WriteAsync(stream, "\r\n", cancellationToken);
        }

        await WriteAsync(stream, "0\r\n\r\n", cancellationToken);
    }

    private static Task WriteAsync(NetworkStream stream, string text, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken).AsTask();
}
