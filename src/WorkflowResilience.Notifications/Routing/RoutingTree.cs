using System.Collections.Immutable;

namespace WorkflowResilience.Notifications;

/// <summary>Finds who is told of a notification. Immutable and thread-safe.</summary>
internal sealed class RoutingTree
{
    private readonly RouteNode _root;

    internal RoutingTree(NotificationRoute root) => _root = new RouteNode(root, parent: null, "root");

    /// <summary>The routes that a notification takes, in order: none but for a root whose own matchers refuse it.</summary>
    internal List<MatchedRoute> Match(ImmutableSortedDictionary<string, string> labels)
    {
        List<MatchedRoute> matched = [];
        Match(_root, labels, matched);
        return matched;
    }

    private static bool Match(RouteNode node, ImmutableSortedDictionary<string, string> labels, List<MatchedRoute> matched)
    {
        foreach (LabelMatcher matcher in node.Matchers)
        {
            if (!matcher.IsMatch(labels)) return false;
        }

        int before = matched.Count;
        foreach (RouteNode child in node.Children)
        {
            if (Match(child, labels, matched) && !child.Continue) break;
        }

        if (matched.Count == before) matched.Add(new MatchedRoute(node, node.GroupKeyOf(labels)));
        return true;
    }

    /// <summary>All that is wrong with a tree.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="channels">The channels that there are.</param>
    internal static IEnumerable<string> Problems(NotificationRoute root, IReadOnlySet<string> channels)
    {
        if (root.Matchers.Count > 0) yield return "The root route has matchers; it must take everything, so that nothing is told to nobody. Put them on a route below it.";
        if (root.Channels is not { Count: > 0 }) yield return "The root route has no channels; name at least one, so that what no other route takes is told to somebody.";
        if (root.Continue) yield return "The route 'root' has Continue, but there is no route beside it; leave it out.";
        foreach (string problem in ProblemsOf(root, "root", channels)) yield return problem;
    }

    private static IEnumerable<string> ProblemsOf(NotificationRoute route, string path, IReadOnlySet<string> channels)
    {
        string where = $"The route '{path}'";
        foreach (string channel in (route.Channels ?? []).Concat(route.Failover ?? []).Where(c => !channels.Contains(c)).Distinct(StringComparer.Ordinal))
            yield return $"{where} names the channel '{channel}', which is not configured{NearestName.Hint(channel, channels)}.";
        foreach (string twice in Twice(route.Channels)) yield return $"{where} names the channel '{twice}' twice; once is enough.";
        foreach (string twice in Twice(route.Failover)) yield return $"{where} fails over to '{twice}' twice; once is enough.";
        if (route.Channels is { Count: 0 } && path is not "root") yield return $"{where} has an empty list of channels; name one, or leave the list out to have the parent's.";
        foreach (string channel in (route.Channels ?? []).Intersect(route.Failover ?? [], StringComparer.Ordinal))
        {
            if (route.Channels!.Count == 1) yield return $"{where} fails over from '{channel}' to itself; name another channel.";
        }

        foreach (string label in (route.GroupBy ?? []).Where(l => l is not "..." && LabelMatcher.Problem(l) is not null)) yield return $"{where} groups by '{label}', which is no label's name.";
        foreach (string twice in Twice(route.GroupBy)) yield return $"{where} groups by '{twice}' twice; once is enough.";
        if (route.GroupBy is { Count: > 1 } labels && labels.Contains("...", StringComparer.Ordinal)) yield return $"{where} groups by '...' and others; '...' stands for all labels, so leave the others out.";
        if (route.FailoverAfter is { } failover && (failover < TimeSpan.FromSeconds(1) || failover > TimeSpan.FromDays(1))) yield return $"{where} fails over after {failover}; that must be from 1 s to a day.";
        if (route.GroupWait is { } wait && (wait < TimeSpan.Zero || wait > TimeSpan.FromHours(1))) yield return $"{where} has the group wait {wait}; it must be from zero to an hour.";
        if (route.GroupInterval is { } interval && (interval < TimeSpan.Zero || interval > TimeSpan.FromDays(1))) yield return $"{where} has the group interval {interval}; it must be from zero to a day.";
        if (route.RepeatInterval is { } repeat && (repeat < TimeSpan.FromMinutes(1) || repeat > TimeSpan.FromDays(30))) yield return $"{where} has the repeat interval {repeat}; it must be from a minute to 30 days.";
        if (route.HourlyCap < 1) yield return $"{where} has the hourly cap {route.HourlyCap}; it must be at least 1. To tell nobody, disable the channel or add a silence.";
        if (route.DailyCap < 1) yield return $"{where} has the daily cap {route.DailyCap}; it must be at least 1. To tell nobody, disable the channel or add a silence.";
        for (int i = 0; i < route.Routes.Count; i++)
        {
            if (route.Routes[i].Continue && i == route.Routes.Count - 1) yield return $"The route '{path}/{i}' has Continue, but there is no route after it; leave it out.";
            foreach (string problem in ProblemsOf(route.Routes[i], $"{path}/{i}", channels)) yield return problem;
        }
    }

    private static IEnumerable<string> Twice(IReadOnlyList<string>? names) => (names ?? []).GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);
}
