namespace WorkflowResilience.Notifications;

// E-mail.
public abstract partial record ChannelSettings
{
    /// <summary>E-mail over SMTP, on port 587 with <c>STARTTLS</c> unless said otherwise.</summary>
    /// <param name="host">The mail server's name or address, without scheme and port.</param>
    /// <param name="from">Who sends: <c>ci@example.org</c> or <c>Builds &lt;ci@example.org&gt;</c>.</param>
    /// <param name="to">Who gets each mail; at least one.</param>
    /// <returns>The settings; set login and security by <c>with</c>.</returns>
    public static EmailSettings Email(string host, string from, params IReadOnlyList<string> to)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return new EmailSettings(host, from, [.. to]);
    }

    /// <summary>E-mail by a transport of the host's own.</summary>
    /// <param name="transport">The transport; the host disposes of it.</param>
    /// <param name="from">Who sends: <c>ci@example.org</c> or <c>Builds &lt;ci@example.org&gt;</c>.</param>
    /// <param name="to">Who gets each mail; at least one.</param>
    /// <returns>The settings.</returns>
    public static EmailSettings Email(IEmailTransport transport, string from, params IReadOnlyList<string> to)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return new EmailSettings(transport, from, [.. to]);
    }
}
