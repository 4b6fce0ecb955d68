using System.Net;
using System.Net.Sockets;

namespace WorkflowResilience.Notifications;

/// <summary>A conversation with a mail server: greeted, secured and logged in, ready for a message.</summary>
internal sealed class SmtpSession
{
    private readonly SmtpConnection _connection;
    private readonly EmailSettings _settings;

    private SmtpSession(SmtpConnection connection, EmailSettings settings) => (_connection, _settings) = (connection, settings);

    internal SmtpCapabilities Capabilities { get; private set; } = new();

    internal static async Task<SmtpSession> BeginAsync(SmtpConnection connection, EmailSettings settings, CancellationToken cancellationToken)
    {
        // The name was checked with the settings; whom it led to is seen only here.
        if (settings.Security == EmailSecurity.None && !connection.IsLoopback) throw new SmtpFailure(DeliveryResult.Faulted("not-loopback"));
        var session = new SmtpSession(connection, settings);
        if (settings.Security == EmailSecurity.ImplicitTls) await connection.SecureAsync(settings, cancellationToken).ConfigureAwait(false);
        Expect(SmtpStep.Greeting, 220, await connection.ReadAsync(settings.ReplyTimeout, cancellationToken).ConfigureAwait(false));
        await session.HelloAsync(cancellationToken).ConfigureAwait(false);
        if (settings.Security == EmailSecurity.StartTls) await session.StartTlsAsync(cancellationToken).ConfigureAwait(false);
        await new SmtpLogin(connection, settings).BeginAsync(session.Capabilities, cancellationToken).ConfigureAwait(false);
        return session;
    }

    /// <summary>Asks and wants one answer.</summary>
    internal async Task AskAsync(SmtpStep step, string command, int wanted, CancellationToken cancellationToken) =>
        Expect(step, wanted, await AskAsync(command, cancellationToken).ConfigureAwait(false));

    /// <summary>Asks and takes any answer.</summary>
    internal Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken) => _connection.AskAsync(command, _settings.ReplyTimeout, cancellationToken);

    /// <summary>Sends the body of a message, without its end.</summary>
    internal Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => _connection.WriteAsync(content, _settings.SendTimeout, cancellationToken);

    /// <summary>Ends the body and waits until the server says that it has the message.</summary>
    internal Task<SmtpReply> EndContentAsync(CancellationToken cancellationToken) => _connection.AskAsync(".", _settings.SendTimeout, cancellationToken);

    /// <summary>Says good-bye; whether it is answered changes nothing.</summary>
    internal async Task QuitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _connection.AskAsync("QUIT", TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpFailure)
        {
            // What was to be told has been told.
        }
    }

    private static void Expect(SmtpStep step, int wanted, SmtpReply reply)
    {
        if (reply.Code != wanted) throw new SmtpFailure(SmtpVerdict.Of(step, reply));
    }

    private async Task HelloAsync(CancellationToken cancellationToken)
    {
        SmtpReply reply = await AskAsync($"EHLO {_settings.ClientName ?? Literal(_connection.LocalEndPoint.Address)}", cancellationToken).ConfigureAwait(false);
        Expect(SmtpStep.Hello, 250, reply);
        Capabilities = SmtpCapabilities.Of(reply);
    }

    // What was offered in the open counts for nothing afterwards: it is asked again.
    private async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        if (!Capabilities.StartTls) throw new SmtpFailure(DeliveryResult.Faulted("starttls-not-offered"));
        await AskAsync(SmtpStep.StartTls, "STARTTLS", 220, cancellationToken).ConfigureAwait(false);
        await _connection.SecureAsync(_settings, cancellationToken).ConfigureAwait(false);
        await HelloAsync(cancellationToken).ConfigureAwait(false);
    }

    // RFC 5321, 4.1.3. A scope is of no use to another machine.
    private static string Literal(IPAddress address) => address.IsIPv4MappedToIPv6 ? $"[{address.MapToIPv4()}]"
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{new IPAddress(address.GetAddressBytes())}]" : $"[{address}]";
}
