using System.Collections.Immutable;
using System.Text;

namespace WorkflowResilience.Notifications.Tests.Routing;

/// <summary>Random trees, the same tree as a configuration of Alertmanager, and random labels for them.</summary>
internal sealed class RandomRoutes(Random random)
{
    private static readonly string[] s_names = ["severity", "team", "stage", "kind"];
    private static readonly string[] s_values = ["a", "ab", "abc", "b", "b.c", ""];
    private static readonly string[] s_patterns = ["a", "a.*", "a|b", "ab?", "[ab]c?", ".+", ".*", "", "b\\.c", "(a|ab)(c|)", "x|", "a.c|b"];

    private int _receivers;

    internal NotificationRoute Tree()
    {
        _receivers = 0;
        return new NotificationRoute { Channels = ["r0"], Routes = Children(depth: 0) };
    }

    internal ImmutableSortedDictionary<string, string> Labels()
    {
        ImmutableSortedDictionary<string, string> labels = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);
        foreach (string name in s_names)
        {
            string value = s_values[random.Next(s_values.Length)];
            if (value.Length > 0) labels = labels.Add(name, value);
        }

        return labels;
    }

    internal static string Yaml(NotificationRoute root)
    {
        var yaml = new StringBuilder("route:\n");
        var receivers = new SortedSet<string>(StringComparer.Ordinal);
        Write(root, "  ", yaml, receivers);
        yaml.Append("receivers:\n");
        foreach (string receiver in receivers) yaml.Append("- name: ").Append(receiver).Append('\n');
        return yaml.ToString();
    }

    private static void Write(NotificationRoute route, string indent, StringBuilder yaml, SortedSet<string> receivers)
    {
        if (route.Channels is { } channels)
        {
            yaml.Append(indent).Append("receiver: ").Append(channels[0]).Append('\n');
            receivers.Add(channels[0]);
        }

        yaml.Append(indent).Append("continue: ").Append(route.Continue ? "true" : "false").Append('\n');
        if (route.Matchers.Count > 0)
        {
            yaml.Append(indent).Append("matchers:\n");
            foreach (LabelMatcher matcher in route.Matchers) yaml.Append(indent).Append("- '").Append(matcher).Append("'\n");
        }

        if (route.Routes.Count == 0) return;
        yaml.Append(indent).Append("routes:\n");
        foreach (NotificationRoute child in route.Routes)
        {
            yaml.Append(indent).Append("-\n");
            Write(child, indent + "  ", yaml, receivers);
        }
    }

    private List<NotificationRoute> Children(int depth)
    {
        List<NotificationRoute> children = [];
        int count = depth == 0 ? random.Next(1, 6) : random.Next(0, 4 - depth);
        for (int i = 0; i < count; i++)
        {
            children.Add(new NotificationRoute
            {
                Matchers = [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Matcher())],
                Channels = random.Next(4) == 0 ? null : [$"r{++_receivers}"],
                Continue = random.Next(2) == 0,
                Routes = Children(depth + 1),
            });
        }

        return children;
    }

    private LabelMatcher Matcher()
    {
        string name = s_names[random.Next(s_names.Length)];
        var op = (MatchOperator)random.Next(4);
        string[] from = op is MatchOperator.Equal or MatchOperator.NotEqual ? s_values : s_patterns;
        return LabelMatcher.Of(name, op, from[random.Next(from.Length)]);
    }
}
