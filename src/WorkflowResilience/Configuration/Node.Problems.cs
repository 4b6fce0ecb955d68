namespace WorkflowResilience.Configuration;

internal sealed partial class Node
{
    // Long enough for any value that is meant, and what looks like a secret does not get into a message.
    private const int MostShown = 60;

    // The text quotes the value: one that is meant leaves room for what to write.
    private const int MostToldOfDuration = 200;

    /// <summary>Tells a problem of this place.</summary>
    /// <param name="problem">What is wrong and what to do, as the rest of a sentence.</param>
    internal void Refuse(string problem) => Reading.Refuse($"{(Path.Length == 0 ? "The configuration" : Path)} {problem}.");

    /// <summary>Tells that the value is not one that can stand here.</summary>
    /// <param name="wanted">What can, such as <c>a whole number such as 3</c>.</param>
    /// <param name="hint">What may have been meant; empty: unknown.</param>
    internal void RefuseValue(string wanted, string hint = "") =>
        Refuse(string.IsNullOrEmpty(Text) ? $"is empty; write {wanted}" : $"is '{FailureText.Line(Text, MostShown)}'{hint}; write {wanted}");

    /// <summary>Tells what is wrong with a duration.</summary>
    internal void RefuseDuration(string problem) => Reading.Refuse($"{Path}: {FailureText.Line(problem, MostToldOfDuration)}");

    /// <summary>Tells when there is a value and keys below it as well: one of them is a mistake, and nobody can say which.</summary>
    internal bool RefuseValueBesideKeys()
    {
        if (string.IsNullOrEmpty(Text)) return false;
        Refuse($"is '{FailureText.Line(Text, MostShown)}' and has keys below it as well ({Keys(Children)}); remove one of them, wherever it comes from");
        return true;
    }

    /// <summary>Tells of keys that the table does not have.</summary>
    internal void RefuseOthers(IKeyTable table)
    {
        string[] known = [.. table.Rows.Select(r => r.Name)];
        foreach (Node child in Children.Where(c => !known.Contains(c.Key, StringComparer.OrdinalIgnoreCase))) child.Refuse(Misplaced(child, table, known));
    }

    private static string Misplaced(Node child, IKeyTable table, string[] known)
    {
        if (ReferenceEquals(table, RunnerKeys.Table) && RunnerKeys.Home(child) is { } home) return $"is in the wrong place; {home}";
        string hint = NearestName.Hint(child.Key, known);
        if (hint.Length == 0 && known.Where(k => IsPartOf(k, child.Key) || IsPartOf(child.Key, k)).ToArray() is { Length: > 0 } alike)
            hint = $" (did you mean {WordList.Or([.. alike.Select(k => $"'{k}'")])}?)";
        return hint.Length > 0 ? $"is not a key of {table.Title}{hint}" : $"is not a key of {table.Title}, which has {WordList.And(known)}";
    }

    // Timeout may be AttemptTimeout or TotalTimeout, and StatusCodes Status; three letters are part of anything.
    private static bool IsPartOf(string whole, string part) => part.Length > 3 && whole.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string Keys(IReadOnlyList<Node> nodes) => string.Join(", ", nodes.Take(3).Select(n => n.Key)) + (nodes.Count > 3 ? ", …" : "");
}
