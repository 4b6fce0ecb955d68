using System.Net;
using System.Net.Security;

namespace WorkflowResilience.Notifications;

/// <summary>E-mail: over SMTP by the package's own client, or by a transport of the host's. Made by <c>ChannelSettings.Email</c>.</summary>
/// <remarks>
/// Each mail is text and HTML, has a <c>Message-ID</c> made of the delivery's id, and says that no person wrote it. The mails of an incident form a thread. A retry goes to
/// the recipients that have not got it; which ones have is remembered in memory, so that a restart in between may send to all of them again, with the same <c>Message-ID</c>.
/// </remarks>
public sealed record EmailSettings : ChannelSettings
{
    /// <summary>The most recipients that a channel can have.</summary>
    public const int MaxRecipients = 1000;

    private static readonly TimeSpan s_longestPhase = TimeSpan.FromMinutes(2);

    internal EmailSettings(string host, string from, IReadOnlyList<string> to)
    {
        (Host, From, To) = (host, from, to);

        // A server may look through a message for a while before it takes it.
        SendTimeout = TimeSpan.FromSeconds(30);
    }

    internal EmailSettings(IEmailTransport transport, string from, IReadOnlyList<string> to)
        : this("", from, to) => Transport = transport;

    /// <summary>The mail server's name or address; empty with a transport of the host's.</summary>
    public string Host { get; }

    /// <summary>Who sends: <c>ci@example.org</c> or <c>Builds &lt;ci@example.org&gt;</c>. What cannot be delivered comes back to it.</summary>
    public string From { get; }

    /// <summary>Who gets each mail, as in <see cref="From"/>; 1 to <see cref="MaxRecipients"/>. They see one another: for others, a list's address.</summary>
    public IReadOnlyList<string> To { get; }

    /// <summary>The transport of the host's; null: the package's own SMTP client.</summary>
    public IEmailTransport? Transport { get; }

    /// <summary>The server's port, 1 to 65535. Default 587, and 465 with <see cref="EmailSecurity.ImplicitTls"/>.</summary>
    public int Port
    {
        get => field != 0 ? field : Security == EmailSecurity.ImplicitTls ? 465 : 587;
        init;
    }

    /// <summary>How the connection is protected. Default <see cref="EmailSecurity.StartTls"/>.</summary>
    public EmailSecurity Security { get; init; }

    /// <summary>The user to log in as; null: no login. With it, a server that lets nobody log in gets no message.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's password, for <c>PLAIN</c> or <c>LOGIN</c>; null without one.</summary>
    public SecretText? Password { get; init; }

    /// <summary>Gets a fresh access token for <c>XOAUTH2</c>, asked before each login; instead of <see cref="Password"/>. Must be thread-safe, and should keep a token while it is valid.</summary>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; init; }

    /// <summary>How many recipients one envelope has at most, 1 to 1000: more make several. Default 50.</summary>
    public int MaxRecipientsPerMessage { get; init; } = 50;

    /// <summary>What the client calls itself in <c>EHLO</c>: a host name. Null: its address, as <c>[192.0.2.1]</c>, which tells nothing of the machine's name.</summary>
    public string? ClientName { get; init; }

    /// <summary>How long connecting may take, for each address of the server, and the TLS handshake as well; up to two minutes. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the server may take to answer a command, up to two minutes. Default 10 s. The answer to the whole message may take until <see cref="ChannelSettings.SendTimeout"/> is over.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether the server's certificate is to be trusted: for a private authority. Null: what the system trusts. Called during the handshake with what the system found; one that
    /// always says yes gives the password to whoever stands in between.
    /// </summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidation { get; init; }

    internal override string Type => "email";

    // The strictest of the large providers (Exchange Online takes 30 a minute from a mailbox).
    internal override ChannelRate ProviderRate { get; } = new(30, TimeSpan.FromMinutes(1), 10);

    internal override MessageFormat Format => MessageFormat.Html;

    /// <summary>Whether a host's name or address stands for this machine without asking anybody.</summary>
    internal static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    internal override INotificationChannel Create(ChannelServices services) =>
        new EmailChannel(this, Transport ?? new SmtpTransport(this, services.Time), services.Time);

    private protected override IEnumerable<string> OwnProblems()
    {
        foreach (string problem in AddressProblems()) yield return problem;
        if (MaxRecipientsPerMessage is < 1 or > MaxRecipients) yield return $"has a MaxRecipientsPerMessage that is not 1 to {MaxRecipients}";
        if (Transport is not null) yield break;
        foreach (string problem in ServerProblems()) yield return problem;
        foreach (string problem in LoginProblems()) yield return problem;
    }

    private IEnumerable<string> AddressProblems()
    {
        if (string.IsNullOrWhiteSpace(From)) yield return "has no sender; set From";
        else if (!EmailAddress.TryParse(From, out _)) yield return "has a From that is no e-mail address; write it as ci@example.org or Builds <ci@example.org>";
        if (To is null or { Count: 0 }) yield return "has no recipient; set To";
        if (To is { Count: > MaxRecipients }) yield return $"has more than {MaxRecipients} recipients; use the address of a mailing list";
        for (int i = 0; i < To?.Count; i++)
            if (!EmailAddress.TryParse(To[i], out _)) yield return $"has a recipient that is no e-mail address, number {i + 1} in To";
    }

    private IEnumerable<string> ServerProblems()
    {
        if (string.IsNullOrWhiteSpace(Host)) yield return "has no mail server; set Host";
        else if (Uri.CheckHostName(Host) == UriHostNameType.Unknown) yield return "has a Host that is neither a host's name nor an address; leave out scheme and port";
        if (Port is < 1 or > 65535) yield return "has a Port that is not 1 to 65535";
        if (!Enum.IsDefined(Security)) yield return "has a Security that is none of StartTls, ImplicitTls and None";
        if (Security == EmailSecurity.None && !IsLoopback(Host ?? "")) yield return "sends without TLS to another machine; use StartTls or ImplicitTls, None is for loopback only";
        if (ClientName is { } name && Uri.CheckHostName(name) != UriHostNameType.Dns) yield return "has a ClientName that is no host name";
        if (ConnectTimeout <= TimeSpan.Zero || ConnectTimeout > s_longestPhase) yield return "has a ConnectTimeout that is not above zero and at most two minutes";
        if (ReplyTimeout <= TimeSpan.Zero || ReplyTimeout > s_longestPhase) yield return "has a ReplyTimeout that is not above zero and at most two minutes";
    }

    private IEnumerable<string> LoginProblems()
    {
        bool hasUser = !string.IsNullOrWhiteSpace(UserName);
        if (hasUser && Password is null && TokenProvider is null) yield return "has a UserName without a Password or a TokenProvider";
        if (!hasUser && (Password is not null || TokenProvider is not null)) yield return "has a Password or a TokenProvider without a UserName";
        if (Password is not null && TokenProvider is not null) yield return "has both a Password and a TokenProvider; keep one";
        if (hasUser && UserName!.Any(char.IsControl)) yield return "has a UserName with a control character in it";
    }
}
