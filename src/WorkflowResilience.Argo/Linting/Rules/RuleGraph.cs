namespace WorkflowResilience.Argo;

/// <summary>Who waits for whom. Nothing recurses: a chain may be as long as a text can make it.</summary>
internal sealed class RuleGraph
{
    private readonly Dictionary<string, List<string>> _edges = new(StringComparer.Ordinal);

    private long _edgeCount;

    /// <summary>Small enough to ask for the ancestors of every node. What a cluster stores of one object is.</summary>
    internal bool IsSmall => _edges.Count * _edgeCount <= 50_000_000;

    internal void AddNode(string name) => _edges.TryAdd(name, []);

    internal bool Has(string name) => _edges.ContainsKey(name);

    internal void AddEdge(string from, string to)
    {
        _edges[from].Add(to);
        _edgeCount++;
    }

    /// <summary>All that a node waits for, directly and through others; itself only in a circle.</summary>
    internal HashSet<string> AncestorsOf(string name)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([name]);
        while (open.TryPop(out string? next))
        {
            foreach (string to in _edges.GetValueOrDefault(next) ?? [])
            {
                if (all.Add(to)) open.Push(to);
            }
        }

        return all;
    }

    /// <summary>The nodes of one circle in their order; null when there is none.</summary>
    internal IReadOnlyList<string>? FindCycle()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (string start in _edges.Keys)
        {
            if (FindCycle(start, done) is { } cycle) return cycle;
        }

        return null;
    }

    internal static string Shown(IReadOnlyList<string> cycle)
    {
        const int Most = 8;
        return string.Join(" → ", cycle.Take(Most)) + (cycle.Count > Most ? " → …" : "") + " → " + cycle[0];
    }

    private IReadOnlyList<string>? FindCycle(string start, HashSet<string> done)
    {
        if (done.Contains(start)) return null;
        var way = new List<(string Node, int Next)> { (start, 0) };
        var onWay = new HashSet<string>(StringComparer.Ordinal) { start };
        while (way.Count > 0)
        {
            (string node, int next) = way[^1];
            List<string> edges = _edges[node];
            if (next == edges.Count)
            {
                done.Add(node);
                onWay.Remove(node);
                way.RemoveAt(way.Count - 1);
                continue;
            }

            way[^1] = (node, next + 1);
            string to = edges[next];
            if (onWay.Contains(to)) return [.. way.SkipWhile(step => !string.Equals(step.Node, to, StringComparison.Ordinal)).Select(static step => step.Node)];
            if (done.Contains(to)) continue;
            way.Add((to, 0));
            onWay.Add(to);
        }

        return null;
    }
}
