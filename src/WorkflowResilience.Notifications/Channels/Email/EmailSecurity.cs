namespace WorkflowResilience.Notifications;

/// <summary>How the connection to a mail server is protected. There is no way that falls back to an open connection.</summary>
public enum EmailSecurity
{
    /// <summary>Begins open and changes to TLS by <c>STARTTLS</c> before anything is told; a server that does not offer it gets no message. Usual on port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte. Usual on port 465.</summary>
    ImplicitTls,

    /// <summary>Open; only for a server on the loopback interface.</summary>
    None,
}
