namespace WorkflowResilience.Notifications;

/// <summary>The steps of a conversation with a mail server, as far as a refusal means something else at each.</summary>
internal enum SmtpStep
{
    Greeting,
    Hello,
    StartTls,
    Login,
    Sender,
    Recipient,
    Data,
    Content,
}
