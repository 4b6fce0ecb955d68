namespace WorkflowResilience.Notifications;

/// <summary>A mail ready to be sent: one envelope and one content. Immutable.</summary>
/// <remarks>A transport sends <see cref="Content"/> to <see cref="Recipients"/>, or makes a message of its own library from the parts. Nothing in it holds a line end that was not meant.</remarks>
public sealed record EmailMessage
{
    /// <summary>Who sends it, in the envelope and in the header.</summary>
    public required EmailAddress From { get; init; }

    /// <summary>Who is to get it now: the envelope. A retry names only those who have not got it.</summary>
    public required IReadOnlyList<EmailAddress> Recipients { get; init; }

    /// <summary>Who the header says it is for: the same at every retry.</summary>
    public required IReadOnlyList<EmailAddress> To { get; init; }

    /// <summary>The <c>Message-ID</c> with its angle brackets: the same at every retry.</summary>
    public required string MessageId { get; init; }

    /// <summary>The subject: one line of Unicode text, not encoded.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The body as plain text, lines joined by line feeds.</summary>
    public required string Text { get; init; }

    /// <summary>The body as an HTML document; null when there is only the plain one.</summary>
    public string? Html { get; init; }

    /// <summary>Further headers in their order, each a line of ASCII: threads, and that no person wrote it.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The whole message in MIME: CRLF at every line's end, no line above 998 bytes, ASCII unless <see cref="IsInternational"/>. Not dot-stuffed.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Whether an address of it has a local part beyond ASCII: only a server that offers <c>SMTPUTF8</c> may get it.</summary>
    public bool IsInternational => From.IsInternational || To.Any(static to => to.IsInternational);
}
