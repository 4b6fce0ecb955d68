namespace WorkflowResilience.Notifications;

/// <summary>A channel of the host's own.</summary>
/// <param name="create">Makes it.</param>
internal sealed record CustomChannelSettings(Func<IServiceProvider, INotificationChannel> create) : ChannelSettings
{
    internal override string Type => "custom";

    internal override ChannelRate ProviderRate { get; } = new(60, TimeSpan.FromMinutes(1), 20);

    // A channel of the host's own is made late: its own Format decides then.
    internal override MessageFormat Format => MessageFormat.Plain;

    internal override INotificationChannel Create(ChannelServices services) =>
        create(services.Provider ?? NoServices.Instance) ?? throw new InvalidOperationException("The function that makes a notification channel returned null; return the channel.");

    private protected override IEnumerable<string> OwnProblems() => [];

    private sealed class NoServices : IServiceProvider
    {
        internal static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
