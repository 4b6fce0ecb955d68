namespace WorkflowResilience.Configuration;

/// <summary>The keys of a section that is read as a whole, because its keys depend on each other.</summary>
/// <param name="title">What the sort is called.</param>
/// <param name="rows">The keys.</param>
internal sealed class KeyList(string title, KeyRow[] rows) : IKeyTable
{
    public string Title { get; } = title;

    public IReadOnlyList<KeyRow> Rows { get; } = [.. rows];

    internal bool Has(string key) => Rows.Any(r => string.Equals(r.Name, key, StringComparison.OrdinalIgnoreCase));
}
