using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using WorkflowResilience.Time;

namespace WorkflowResilience.Notifications;

/// <summary>A connection to a mail server: bytes out, replies in, TLS when asked. Every wait has a limit; whatever goes wrong is a <see cref="SmtpFailure"/>.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private readonly Clock _clock;
    private readonly Socket _socket;
    private readonly SmtpReplyBuffer _replies = new();
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream;

    private SmtpConnection(Clock clock, Socket socket)
    {
        (_clock, _socket) = (clock, socket);
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    internal IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    internal bool IsLoopback => IPAddress.IsLoopback(Plain(((IPEndPoint)_socket.RemoteEndPoint!).Address));

    /// <summary>Connects to the first address of the server that answers.</summary>
    internal static async Task<SmtpConnection> OpenAsync(EmailSettings settings, Clock clock, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Within(clock, "dns", settings.ConnectTimeout, token => Dns.GetHostAddressesAsync(settings.Host, token), cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0) throw new SmtpFailure(DeliveryResult.Transient("dns"));
        for (int i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await Within(clock, "connect", settings.ConnectTimeout, token => Connected(socket, new IPEndPoint(addresses[i], settings.Port), token), cancellationToken).ConfigureAwait(false);
                return new SmtpConnection(clock, socket);
            }
            catch (SmtpFailure) when (i + 1 < addresses.Length && !cancellationToken.IsCancellationRequested)
            {
                socket.Dispose();
            }
            catch (SmtpFailure)
            {
                socket.Dispose();
                throw;
            }
        }
    }

    /// <summary>Changes to TLS. What came before it and was not read is forgotten: it came in the open.</summary>
    internal async Task SecureAsync(EmailSettings settings, CancellationToken cancellationToken)
    {
        _replies.Clear();
        bool untrusted = false;
        var secure = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = secure;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = settings.Host,
            RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
            {
                bool trusted = settings.ServerCertificateValidation?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
                untrusted = !trusted;
                return trusted;
            },
        };
        try
        {
            await Within(_clock, "tls", settings.ConnectTimeout, token => Authenticated(secure, options, token), cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpFailure) when (untrusted)
        {
            throw new SmtpFailure(DeliveryResult.Faulted("tls-certificate"));
        }
    }

    /// <summary>Sends a command and reads its reply.</summary>
    internal Task<SmtpReply> AskAsync(string command, TimeSpan limit, CancellationToken cancellationToken) => Within(_clock, "reply", limit, async token =>
    {
        // An answer that came before its question would be taken for that of the next. Only a server that hangs up may speak unasked.
        if (!_replies.IsEmpty) return _replies.Take() is { Code: 421 } goodbye ? goodbye : throw SmtpFailure.Protocol("an answer came before its question");
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), token).ConfigureAwait(false);
        await _stream.FlushAsync(token).ConfigureAwait(false);
        return await NextAsync(token).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>Reads a reply to nothing: the greeting.</summary>
    internal Task<SmtpReply> ReadAsync(TimeSpan limit, CancellationToken cancellationToken) => Within(_clock, "greeting", limit, NextAsync, cancellationToken);

    /// <summary>Sends bytes as they are.</summary>
    internal Task WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan limit, CancellationToken cancellationToken) => Within(_clock, "content", limit, async token =>
    {
        await _stream.WriteAsync(bytes, token).ConfigureAwait(false);
        await _stream.FlushAsync(token).ConfigureAwait(false);
        return true;
    }, cancellationToken);

    public void Dispose() => _stream.Dispose();

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static async Task<bool> Connected(Socket socket, IPEndPoint server, CancellationToken cancellationToken)
    {
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> Authenticated(SslStream stream, SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        await stream.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // No exception's text goes out: it may name the server's address, and says nothing that the reason does not.
    private static async Task<T> Within<T>(Clock clock, string phase, TimeSpan limit, Func<CancellationToken, Task<T>> body, CancellationToken cancellationToken)
    {
        using var within = new SmtpPhase(clock, limit, cancellationToken);
        try
        {
            return await body(within.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new SmtpFailure(DeliveryResult.Transient(cancellationToken.IsCancellationRequested ? "interrupted" : phase + "-timeout"));
        }
        catch (AuthenticationException)
        {
            throw new SmtpFailure(DeliveryResult.Faulted("tls"));
        }
        catch (SocketException e) when (phase is "dns" or "connect")
        {
            throw new SmtpFailure(DeliveryResult.Transient(phase, excerpt: e.SocketErrorCode.ToString()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            throw new SmtpFailure(DeliveryResult.Transient("connection-lost"));
        }
    }

    private async Task<SmtpReply> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_replies.Take() is { } reply) return reply;
            int read = await _stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0) throw new SmtpFailure(DeliveryResult.Transient("connection-lost"));
            _replies.Add(_buffer.AsSpan(0, read));
        }
    }
}
