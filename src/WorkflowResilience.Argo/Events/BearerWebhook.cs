namespace WorkflowResilience.Argo;

/// <summary>An event source that takes POSTs with a bearer token: for whatever can send one, as a relay of your own.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public sealed record BearerWebhook : TriggerSource
{
    /// <summary>The Secret with the token that a POST must show, in the namespace of the events.</summary>
    public required SecretKey Token { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    internal override string Type => "webhook";

    internal static YamlMapping Source(int port, string endpoint, SecretKey token)
    {
        YamlMapping secret = token.ToYaml();
        secret.Comment = "the bearer token that a POST must show";
        return new YamlMapping { { "port", EventManifests.Text(port) }, { "endpoint", endpoint }, { "method", "POST" }, { "authSecret", secret } };
    }

    internal override YamlMapping ToYaml(int port, string endpoint) => Source(port, endpoint, Token);

    internal override IEnumerable<EventFilter> Filters => [];
}
