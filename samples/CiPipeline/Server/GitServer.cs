using System.Net;
using System.Net.Sockets;
using CiPipeline.Faults;

namespace CiPipeline.Server;

/// <summary>
/// A git server on the loopback interface that can fail exactly as told. Written on a bare listener because a real web server
/// will not reset a connection or cut a body in the middle on request.
/// </summary>
internal sealed class GitServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _connections = [];
    private readonly IGitContent _content;
    private readonly Func<AttemptId, Fault> _faults;
    private readonly Task _accepting;

    public GitServer(IGitContent content, Func<AttemptId, Fault> faults)
    {
        _content = content;
        _faults = faults;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                _connections.RemoveAll(c => c.IsCompleted);
                _connections.Add(ServeAsync(socket));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end of the server.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            if (await GitRequest.ReadAsync(stream, _stop.Token) is { } request)
                await AnswerAsync(socket, stream, request);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The client went away, killed by its attempt's timeout, or the server ends.
        }
    }

    private Task AnswerAsync(Socket socket, NetworkStream stream, GitRequest request)
    {
        Fault fault = request.Attempt is { } attempt ? _faults(attempt) : Fault.None;
        switch (fault.Place == request.Place ? fault.Kind : FaultKind.None)
        {
            case FaultKind.Unavailable: return GitResponse.RefuseAsync(stream, "503 Service Unavailable", fault.RetryAfter, _stop.Token);
            case FaultKind.RateLimited: return GitResponse.RefuseAsync(stream, "429 Too Many Requests", fault.RetryAfter, _stop.Token);
            case FaultKind.Stall: return stream.ReadAsync(new byte[1], _stop.Token).AsTask();
            case FaultKind.Reset:
                // To close with a linger time of zero is what sends RST rather than FIN.
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                socket.Close();
                return Task.CompletedTask;
            case var kind: return _content.RespondAsync(request, new GitResponse(stream, kind == FaultKind.Truncated), _stop.Token);
        }
    }
}
