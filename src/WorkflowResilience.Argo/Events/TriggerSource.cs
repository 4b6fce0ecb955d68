namespace WorkflowResilience.Argo;

/// <summary>Where events come from and how they show that they are genuine: <see cref="GitHubHook"/> or <see cref="BearerWebhook"/>.</summary>
/// <remarks>Immutable; compared by value; a closed set.</remarks>
public abstract record TriggerSource
{
    private protected TriggerSource() { }

    /// <summary>The type of event source.</summary>
    internal abstract string Type { get; }

    /// <summary>What the source itself asks of its events.</summary>
    internal abstract IEnumerable<EventFilter> Filters { get; }

    internal abstract YamlMapping ToYaml(int port, string endpoint);
}
