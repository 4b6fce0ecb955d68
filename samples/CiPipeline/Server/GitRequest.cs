using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CiPipeline.Faults;

namespace CiPipeline.Server;

/// <summary>One HTTP request as far as git needs it: read whole before anything is answered, so that a later close sends no reset by accident.</summary>
internal sealed record GitRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    private const int LargestHead = 16 * 1024, LargestBody = 16 * 1024 * 1024;

    public AttemptId? Attempt => AttemptId.Parse(Headers.GetValueOrDefault(AttemptId.Header));

    /// <summary>Discovery lists references, a transfer carries objects; protocol version 2 posts <c>ls-refs</c> between the two.</summary>
    public FaultPlace? Place => this switch
    {
        _ when Path.EndsWith("/info/refs", StringComparison.Ordinal) => FaultPlace.Discovery,
        _ when Path.EndsWith("/git-upload-pack", StringComparison.Ordinal) => Body.Span.StartsWith("0014command=ls-refs"u8) ? null : FaultPlace.Transfer,
        _ when Path.Contains("/objects/", StringComparison.Ordinal) => FaultPlace.Transfer,
        _ => null,
    };

    /// <returns>The request, or null if the client sent none or one that is too large.</returns>
    public static async Task<GitRequest?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[LargestHead];
        int filled = 0, end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            int read = filled == buffer.Length ? 0 : await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0) return null;
            filled += read;
        }

        string[] lines = Encoding.ASCII.GetString(buffer, 0, end).Split("\r\n");
        string[] words = lines[0].Split(' ');
        if (words.Length != 3) return null;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        int length = int.TryParse(headers.GetValueOrDefault("Content-Length", "0"), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1;
        if (length is < 0 or > LargestBody || headers.ContainsKey("Transfer-Encoding")) return null;
        byte[] body = new byte[length];
        int early = Math.Min(length, filled - end - 4);
        buffer.AsSpan(end + 4, early).CopyTo(body);
        await stream.ReadExactlyAsync(body.AsMemory(early), cancellationToken);

        string[] target = words[1].Split('?', 2);
        return new GitRequest(words[0], Uri.UnescapeDataString(target[0]), target.Length == 2 ? target[1] : "", headers, body);
    }
}
