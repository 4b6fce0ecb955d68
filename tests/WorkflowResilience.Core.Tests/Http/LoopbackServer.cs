using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorkflowResilience.Tests.Http;

/// <summary>
/// An HTTP/1.1 server on a port of the loopback that answers each request with the next answer of its script, the last one for ever, and closes the connection after each:
/// so the client's own hidden retries on reused connections do not mix with what is tested.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Answer[] _script;
    private readonly Task _accepting;
    private int _next;

    internal LoopbackServer(params IEnumerable<Answer> script)
    {
        _script = [.. script];
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    internal IReadOnlyList<ReceivedRequest> Received => [.. _received];

    /// <summary>Waits for one more request to arrive.</summary>
    internal Task ArrivedAsync() => _arrived.WaitAsync().WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
        _arrived.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await using var stream = new NetworkStream(socket);
                if (await ReadAsync(stream) is not { } request) return;
                _received.Enqueue(request);
                Answer answer = _script[Math.Min(Interlocked.Increment(ref _next), _script.Length) - 1];
                _arrived.Release();
                await answer(request, socket, _stop.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task<ReceivedRequest?> ReadAsync(Stream stream)
    {
        string? first = await LineAsync(stream);
        if (first is null) return null;
        List<KeyValuePair<string, string>> headers = [];
        while (await LineAsync(stream) is { Length: > 0 } line)
        {
            string[] pair = line.Split(':', 2);
            headers.Add(new(pair[0], pair[1].Trim()));
        }

        string[] parts = first.Split(' ');
        var request = new ReceivedRequest(parts[0], parts[1], headers, []);
        if (request.Header("Transfer-Encoding") == "chunked") return request with { Body = await ChunksAsync(stream) };
        var body = new byte[long.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return request with { Body = body };
    }

    private async Task<byte[]> ChunksAsync(Stream stream)
    {
        using var body = new MemoryStream();
        while (true)
        {
            int length = int.Parse((await LineAsync(stream))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var chunk = new byte[length + 2];
            await stream.ReadExactlyAsync(chunk, _stop.Token);
            if (length == 0) return body.ToArray();
            body.Write(chunk, 0, length);
        }
    }

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return null;
    }
}
