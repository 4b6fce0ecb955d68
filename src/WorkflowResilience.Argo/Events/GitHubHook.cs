namespace WorkflowResilience.Argo;

/// <summary>The web hook of GitHub repositories; every delivery is signed with a secret that only GitHub and the event source know.</summary>
/// <remarks>Immutable.</remarks>
public sealed record GitHubHook : TriggerSource
{
    /// <summary>The repositories, each as <c>owner/name</c>; at least one.</summary>
    public required IReadOnlyList<string> Repositories { get; init => field = Names(value); }

    /// <summary>The events that are sent: <c>pull_request</c>, <c>push</c>…; at least one.</summary>
    public required IReadOnlyList<string> Events { get; init => field = Words(value); }

    /// <summary>The Secret with which deliveries are signed. Without one the event source would take any.</summary>
    public required SecretKey WebhookSecret { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <summary>The Secret with a token that may make the hooks, which needs <see cref="Address"/>; null (default): the hooks are made by hand.</summary>
    public SecretKey? ApiToken { get; init; }

    /// <summary>The address at which GitHub reaches the event source, without the path; null (default): the hooks are made by hand.</summary>
    public Uri? Address
    {
        get;
        init => field = value is null || EventNames.IsHttps(value)
            ? value
            : throw new ArgumentException("The address at which GitHub reaches the event source is absolute, with https and without user, query and fragment.", nameof(value));
    }

    internal override string Type => "github";

    // GitHub also sends a ping, which starts nothing.
    internal override IEnumerable<EventFilter> Filters =>
        [new("body.X-GitHub-Event", EventPattern.OneOf(Events)), new("body.repository.full_name", EventPattern.OneOf(Repositories))];

    internal override YamlMapping ToYaml(int port, string endpoint)
    {
        if (ApiToken is null != Address is null) throw new InvalidOperationException("To make the hooks at GitHub, the event source needs both ApiToken and Address; to make them by hand, give neither.");
        var webhook = new YamlMapping { { "port", EventManifests.Text(port) }, { "endpoint", endpoint }, { "method", "POST" } };
        webhook.AddIfAny("url", Address is null ? null : YamlScalar.Text(Address.AbsoluteUri.TrimEnd('/')));
        var repositories = new YamlSequence();
        foreach (IGrouping<string, string> owner in Repositories.GroupBy(static name => name[..name.IndexOf('/', StringComparison.Ordinal)], StringComparer.Ordinal))
            repositories.Add(new YamlMapping { { "owner", owner.Key }, { "names", EventManifests.Texts(owner.Select(name => name[(owner.Key.Length + 1)..])) } });

        var source = new YamlMapping
        {
            { "repositories", repositories },
            { "webhook", webhook },
            { "events", EventManifests.Texts(Events) },
        };
        source.AddIfAny("apiToken", ApiToken?.ToYaml());
        YamlMapping secret = WebhookSecret.ToYaml();
        secret.Comment = "deliveries that are not signed with it are refused";
        source.Add("webhookSecret", secret);
        source.Add("insecure", YamlScalar.Bool(false));
        source.Add("active", YamlScalar.Bool(true));
        source.Add("contentType", "json");
        return source;
    }

    private static string[] Names(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0) throw new ArgumentException("Name at least one repository.", nameof(names));
        foreach (string name in names)
        {
            if (EventNames.Word(name, nameof(Repositories)).Split('/') is not [{ Length: > 0 and <= 39 } owner, { Length: > 0 and <= 100 }] || owner.Contains('.', StringComparison.Ordinal))
                throw EventNames.Wrong(name, nameof(Repositories), "owner/name");
        }

        return [.. names];
    }

    private static string[] Words(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count == 0) throw new ArgumentException("Name at least one event.", nameof(words));
        return [.. words.Select(static word => EventNames.Word(word, nameof(Events)))];
    }
}
