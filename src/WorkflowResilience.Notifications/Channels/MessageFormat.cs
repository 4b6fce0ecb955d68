namespace WorkflowResilience.Notifications;

/// <summary>How a channel's text is written, and with it how values are escaped.</summary>
public enum MessageFormat
{
    /// <summary>Plain text.</summary>
    Plain,

    /// <summary>Slack's markup (<c>mrkdwn</c>): <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> are escaped, nothing else.</summary>
    Slack,

    /// <summary>The Markdown of Teams' Adaptive Cards.</summary>
    Teams,

    /// <summary>HTML, as in e-mail.</summary>
    Html,
}
