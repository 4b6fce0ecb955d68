namespace WorkflowResilience.Argo;

/// <summary>The names that a <c>{{tag}}</c> can have at some place; those of the scope around it included.</summary>
internal sealed class TagScope(TagScope? around = null)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private readonly Dictionary<string, CalleeNames> _nodes = new(StringComparer.Ordinal);

    internal void Add(string name) => _names.Add(name);

    /// <summary>Everything that begins with these one or two parts is allowed: <c>steps.a</c>, <c>item</c>, <c>workflow.labels</c>.</summary>
    internal void Open(string start) => _open.Add(start);

    /// <summary>A step or task, with what its template has.</summary>
    internal void AddNode(string node, CalleeNames names) => _nodes.TryAdd(node, names);

    internal bool Allows(string tag)
    {
        int first = tag.IndexOf('.', StringComparison.Ordinal);
        int second = first < 0 ? -1 : tag.IndexOf('.', first + 1);
        string? one = first < 0 ? null : tag[..first];
        string? two = second < 0 ? null : tag[..second];
        for (TagScope? scope = this; scope is not null; scope = scope.Around)
        {
            if (scope._names.Contains(tag) || scope._open.Contains(tag) || (one is not null && scope._open.Contains(one)) || (two is not null && scope.Has(two, tag))) return true;
        }

        return false;
    }

    private TagScope? Around => around;

    private bool Has(string start, string tag) => _open.Contains(start) || (_nodes.TryGetValue(start, out CalleeNames? names) && names.Has(tag[(start.Length + 1)..]));
}
