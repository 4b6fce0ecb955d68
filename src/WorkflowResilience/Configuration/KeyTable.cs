namespace WorkflowResilience.Configuration;

/// <summary>All keys of one sort of section: the only place where they are listed. The documentation is compared with it.</summary>
/// <typeparam name="T">What such a section describes.</typeparam>
/// <param name="title">What the sort is called.</param>
/// <param name="create">Makes one with its defaults.</param>
/// <param name="keys">The keys.</param>
/// <param name="shortKey">The key that a value in place of the whole section stands for; null: none does.</param>
internal sealed class KeyTable<T>(string title, Func<T> create, Key<T>[] keys, string? shortKey = null) : IKeyTable
    where T : class
{
    public string Title { get; } = title;

    public IReadOnlyList<KeyRow> Rows { get; } = [.. keys.Select(k => new KeyRow(k.Name, k.Value))];

    private bool HasDefault { get; } = !keys.Any(k => k.IsRequired);

    /// <summary>Changes what the section's keys name. Keys that are not in the table are refused.</summary>
    /// <param name="target">What to change, or to make a changed copy of.</param>
    /// <param name="section">The section.</param>
    internal T Bind(T target, Node section)
    {
        section.RefuseOthers(this);
        foreach (Key<T> key in keys)
        {
            if (section.Child(key.Name) is { } child) target = key.Bind(target, child);
        }

        return target;
    }

    /// <summary>Reads a part that need not be there.</summary>
    /// <param name="current">What there is so far.</param>
    /// <param name="section">The section: keys, or a word or value in place of all.</param>
    /// <returns>What there is now; null when the section says that there is none.</returns>
    internal T? BindOptional(T? current, Node section)
    {
        if (section.SaysNone) return null;
        if (section.Children.Count == 0) return Short(current, section);
        if (section.RefuseValueBesideKeys()) return current;
        int problems = section.Reading.ProblemCount;
        foreach (Key<T> key in keys)
        {
            if (current is null && key.IsRequired && section.Child(key.Name) is null) section.Refuse($"has no {key.Name}; add it");
        }

        T bound = Bind(current ?? create(), section);

        // Without what it needs it would only be wrong a second time.
        return current is null && !HasDefault && section.Reading.ProblemCount > problems ? null : bound;
    }

    private T? Short(T? current, Node section)
    {
        if (section.Text is null) return null;
        if (HasDefault && section.Says("default")) return create();
        int problems = section.Reading.ProblemCount;
        if (keys.FirstOrDefault(k => string.Equals(k.Name, shortKey, StringComparison.Ordinal)) is { } key && section.Text.Length > 0 && char.IsAsciiDigit(section.Text[0]))
        {
            T bound = key.Bind(create(), section);
            return section.Reading.ProblemCount == problems ? bound : current;
        }

        section.RefuseValue($"its keys ({string.Join(", ", keys.Select(k => k.Name))}){(HasDefault ? ", default" : "")} or none");
        return current;
    }
}
