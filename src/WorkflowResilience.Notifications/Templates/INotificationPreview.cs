namespace WorkflowResilience.Notifications;

/// <summary>Shows messages without sending them.</summary>
public interface INotificationPreview
{
    /// <summary>Renders a sample of every kind for every channel.</summary>
    /// <returns>The messages, by channel and kind.</returns>
    IReadOnlyList<MessagePreview> RenderAll();
}
