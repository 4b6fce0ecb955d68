namespace WorkflowResilience.Notifications;

/// <summary>A channel and how it does.</summary>
/// <param name="name">Its name.</param>
/// <param name="settings">Its settings.</param>
internal sealed class ChannelState(string name, ChannelSettings settings)
{
    internal string Name { get; } = name;

    internal ChannelSettings Settings { get; } = settings;

    /// <summary>Null until the center starts, and for a channel that is not used.</summary>
    internal OutboxChannel? Channel { get; set; }

    internal DateTimeOffset? LastAcceptedAt { get; set; }

    internal string? LastFailure { get; set; }

    /// <summary>When people were last told that it does not work.</summary>
    internal DateTimeOffset? ToldOfAt { get; set; }
}
