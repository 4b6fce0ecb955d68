using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications;

/// <summary>Who is told of what, how, and how much. Read when the center is made; all problems are told at once then.</summary>
public sealed class NotificationOptions
{
    /// <summary>Whether anything is told at all. Default true. A host that turns this off needs no channels.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The channels by name: a letter, then up to 62 letters, digits and hyphens.</summary>
    public IDictionary<string, ChannelSettings> Channels { get; } = new Dictionary<string, ChannelSettings>(StringComparer.Ordinal);

    /// <summary>Who is told of what. Null (default): every channel of everything but <see cref="NotificationKind.WorkflowSucceeded"/>.</summary>
    public NotificationRoute? Route { get; set; }

    /// <summary>Whom to tell as well when nobody reacts.</summary>
    public IList<EscalationRule> Escalations { get; } = [];

    /// <summary>What holds back what, beside failures that follow from others of the same run.</summary>
    public IList<InhibitionRule> InhibitionRules { get; } = [];

    /// <summary>When what is told to nobody.</summary>
    public IList<MaintenanceWindow> MaintenanceWindows { get; } = [];

    /// <summary>How messages are written where the built-in ones do not do.</summary>
    public IDictionary<TemplateKey, MessageTemplate> Templates { get; } = new Dictionary<TemplateKey, MessageTemplate>();

    /// <summary>How much is told.</summary>
    public NotificationLimits Limits { get; set; } = new();

    /// <summary>How long and how often deliveries are tried.</summary>
    public OutboxOptions Outbox { get; set; } = new();

    /// <summary>Which kinds the host's own stages and runs are told as. Default all but <see cref="NotificationKind.WorkflowSucceeded"/>.</summary>
    public ISet<NotificationKind> Kinds { get; } = new HashSet<NotificationKind>(Enum.GetValues<NotificationKind>().Where(k => k is not NotificationKind.WorkflowSucceeded));

    /// <summary>Where deliveries and incidents are kept. Null (default): in <see cref="Directory"/>, or in memory when that is null too.</summary>
    public IRecordStore? Store { get; set; }

    /// <summary>The folder in which deliveries and incidents are kept, for one process at a time; null (default): in memory, and lost with the process.</summary>
    public string? Directory { get; set; }

    /// <summary>How many decisions the audit keeps. From 0 to 1,000,000. Default 10,000.</summary>
    public int AuditCapacity { get; set; } = 10_000;

    /// <summary>Where each decision goes as well; must be quick and thread-safe. Null (default): nowhere.</summary>
    public Action<AuditEntry>? AuditSink { get; set; }

    /// <summary>The seed of delivery ids and jitter; null (default): another one each time. For tests.</summary>
    public ulong? Seed { get; set; }

    /// <summary>What a reader of configuration found wrong; told with all else.</summary>
    internal IList<string> ReadingProblems { get; } = [];

    /// <summary>All that is wrong, each in a sentence; none when nothing is. No sentence holds a secret.</summary>
    /// <returns>The problems.</returns>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [.. ReadingProblems];
        if (!Enabled) return problems;
        var names = Channels.Keys.ToHashSet(StringComparer.Ordinal);
        if (Channels.Values.All(c => !c.Enabled))
            problems.Add("No channel is configured and enabled, so nobody would be told of anything; add one to Channels, or set Enabled to false.");
        foreach ((string name, ChannelSettings settings) in Channels)
        {
            if (!WorkflowStage.TryCreate(name, out _)) problems.Add($"The channel '{name}' has a name that is no letter followed by up to 62 letters, digits or hyphens.");
            foreach (string problem in settings.Problems()) problems.Add($"The channel '{name}' {problem}.");
            if (settings.Failover is { } failover && !names.Contains(failover))
                problems.Add($"The channel '{name}' fails over to '{failover}', which is not configured{NearestName.Hint(failover, names)}.");
        }

        problems.AddRange(Cycles());
        if (Route is not null) problems.AddRange(RoutingTree.Problems(Route, names));
        foreach (EscalationRule rule in Escalations) problems.AddRange(rule.Problems(names));
        foreach (IGrouping<string, EscalationRule> same in Escalations.GroupBy(e => e.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add($"There are {same.Count()} escalations with the name '{same.Key}'; give each its own.");
        for (int i = 0; i < InhibitionRules.Count; i++) problems.AddRange(InhibitionRules[i].Problems(i + 1));
        foreach (MaintenanceWindow window in MaintenanceWindows) problems.AddRange(window.Problems());
        problems.AddRange(MessageRenderer.Problems(Templates.AsReadOnly(), names.Concat(ChannelSettings.Types).ToHashSet(StringComparer.Ordinal)));
        problems.AddRange(Limits.Problems());
        problems.AddRange(Outbox.Problems());
        if (AuditCapacity is < 0 or > 1_000_000) problems.Add($"AuditCapacity is {AuditCapacity}; it must be from 0 to 1000000.");
        return problems;
    }

    internal NotificationRoute RouteOrDefault() => Route ?? new NotificationRoute
    {
        Channels = [.. Channels.Keys.Order(StringComparer.Ordinal)],
    };

    // A chain of failovers that comes back to where it began would hand a message round for ever.
    private IEnumerable<string> Cycles()
    {
        HashSet<string> told = [];
        foreach (string start in Channels.Keys.Order(StringComparer.Ordinal))
        {
            List<string> chain = [start];
            string? next = Channels[start].Failover;
            while (next is not null && Channels.TryGetValue(next, out ChannelSettings? settings) && !chain.Contains(next))
            {
                chain.Add(next);
                next = settings.Failover;
            }

            if (next is null || !string.Equals(next, start, StringComparison.Ordinal) || !told.Add(string.Join('|', chain.Order(StringComparer.Ordinal)))) continue;
            yield return $"The channels {string.Join(" → ", chain)} → {start} fail over in a circle; let one of them have no Failover.";
        }
    }
}
