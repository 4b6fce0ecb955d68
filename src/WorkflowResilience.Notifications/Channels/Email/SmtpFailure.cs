using System.Diagnostics.CodeAnalysis;

namespace WorkflowResilience.Notifications;

/// <summary>Ends a conversation with a mail server early. Never leaves the transport.</summary>
[SuppressMessage("Design", "CA1064", Justification = "Caught where it is thrown: by the transport.")]
internal sealed class SmtpFailure(DeliveryResult result) : Exception
{
    internal DeliveryResult Result { get; } = result;

    /// <summary>What answers is no mail server, or one that is broken just now.</summary>
    internal static SmtpFailure Protocol(string what) => new(DeliveryResult.Transient("protocol", excerpt: what));

    /// <summary>The same, for when the whole message had gone out: the server may have taken it.</summary>
    internal DeliveryResult AfterContent() => DeliveryResult.Transient(Result.Reason, isAmbiguous: true, excerpt: Result.Excerpt);
}
