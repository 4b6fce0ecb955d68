using System.Globalization;

namespace WorkflowResilience.Notifications;

/// <summary>What a refusal means: by the class of its code (4yz later perhaps, 5yz never) and by the step it came at. Pure.</summary>
internal static class SmtpVerdict
{
    /// <summary>The result of a reply that is not the one wanted.</summary>
    internal static DeliveryResult Of(SmtpStep step, SmtpReply reply)
    {
        string reason = string.Create(CultureInfo.InvariantCulture, $"{Name(step)}-{reply.Code}");
        return reply.Class switch
        {
            4 => DeliveryResult.Transient(reason, excerpt: reply.Text),
            5 => Refused(step, reply, reason),

            // A yes where a question was due, or the other way round: the two have lost step.
            _ => DeliveryResult.Transient("protocol", isAmbiguous: step == SmtpStep.Content, excerpt: reply.Text),
        };
    }

    private static DeliveryResult Refused(SmtpStep step, SmtpReply reply, string reason)
    {
        if (reply.Code is 530 or 538) return DeliveryResult.Faulted(step == SmtpStep.Login ? "auth" : "auth-required", reply.Text);

        // 552 at a recipient was "too many recipients" and is to be taken as 452 (RFC 5321, 4.5.3.1.10); elsewhere it and 5.3.4 speak of the message's size.
        bool ofSize = reply.Code == 552 || reply.HasDetail(".3.4");
        return step switch
        {
            SmtpStep.Login => DeliveryResult.Faulted("auth", reply.Text),
            SmtpStep.Recipient when reply.Code == 552 && !reply.HasDetail(".2.2") => DeliveryResult.Transient(reason, excerpt: reply.Text),
            SmtpStep.Sender or SmtpStep.Data or SmtpStep.Content when ofSize => DeliveryResult.TooLarge(reason, reply.Text),
            SmtpStep.Recipient or SmtpStep.Data or SmtpStep.Content => DeliveryResult.Rejected(reason, reply.Text),

            // The sender stands in the settings, as server and security do: the next message would fare no better.
            _ => DeliveryResult.Faulted(reason, reply.Text),
        };
    }

    private static string Name(SmtpStep step) => step switch
    {
        SmtpStep.Greeting => "greeting",
        SmtpStep.Hello => "ehlo",
        SmtpStep.StartTls => "starttls",
        SmtpStep.Login => "auth",
        SmtpStep.Sender => "sender",
        SmtpStep.Recipient => "recipient",
        SmtpStep.Data => "data",
        _ => "content",
    };
}
