using System.Collections.Immutable;
using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>A node of the tree with all that it has from its parents.</summary>
internal sealed class RouteNode
{
    internal RouteNode(NotificationRoute route, RouteNode? parent, string path)
    {
        Path = path;
        Matchers = [.. route.Matchers];
        Continue = route.Continue;
        Channels = route.Channels ?? parent?.Channels ?? [];
        Failover = route.Failover ?? parent?.Failover;
        FailoverAfter = route.FailoverAfter ?? parent?.FailoverAfter ?? TimeSpan.FromSeconds(45);
        GroupBy = route.GroupBy is { } own ? [.. own.Order(StringComparer.Ordinal)] : parent?.GroupBy ?? [NotificationLabels.Workflow];
        GroupsByAll = GroupBy.Contains("...");
        GroupWait = route.GroupWait ?? parent?.GroupWait ?? TimeSpan.FromSeconds(10);
        GroupInterval = route.GroupInterval ?? parent?.GroupInterval ?? TimeSpan.FromMinutes(5);
        RepeatInterval = route.RepeatInterval ?? parent?.RepeatInterval ?? TimeSpan.FromHours(4);
        HourlyCap = route.HourlyCap ?? parent?.HourlyCap;
        DailyCap = route.DailyCap ?? parent?.DailyCap;
        Children = [.. route.Routes.Select((child, i) => new RouteNode(child, this, $"{path}/{i}"))];
    }

    /// <summary>Where it stands: <c>root</c>, <c>root/0</c>, <c>root/0/2</c>.</summary>
    internal string Path { get; }

    internal LabelMatcher[] Matchers { get; }

    internal bool Continue { get; }

    internal IReadOnlyList<string> Channels { get; }

    /// <summary>The channels that take over; null: each channel's own.</summary>
    internal IReadOnlyList<string>? Failover { get; }

    internal TimeSpan FailoverAfter { get; }

    internal string[] GroupBy { get; }

    internal bool GroupsByAll { get; }

    internal TimeSpan GroupWait { get; }

    internal TimeSpan GroupInterval { get; }

    internal TimeSpan RepeatInterval { get; }

    internal int? HourlyCap { get; }

    internal int? DailyCap { get; }

    internal RouteNode[] Children { get; }

    internal string GroupKeyOf(ImmutableSortedDictionary<string, string> labels)
    {
        var key = new StringBuilder(Path);
        if (GroupsByAll)
        {
            foreach ((string name, string value) in labels) Append(key, name, value);
        }
        else
        {
            foreach (string name in GroupBy) Append(key, name, labels.GetValueOrDefault(name, ""));
        }

        return key.ToString();
    }

    // The lengths keep a value with a separator in it from being taken for two.
    private static void Append(StringBuilder key, string name, string value) => key.Append('|').Append(name).Append('=').Append(value.Length).Append(':').Append(value);
}
