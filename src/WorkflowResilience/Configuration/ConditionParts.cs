using System.Globalization;

namespace WorkflowResilience.Configuration;

/// <summary>The ways in which a condition can recognise failures, read from their values. What cannot be read is told and gives none.</summary>
internal static class ConditionParts
{
    private const string Transient = "Transient";

    // All that the library itself may give a failure; a host may define more.
    private static readonly string[] s_kinds =
    [
        .. ((FailureKind[])
        [
            FailureKind.Network, FailureKind.Timeout, FailureKind.Authentication, FailureKind.RateLimited, FailureKind.Unavailable, FailureKind.Resource, FailureKind.NotFound,
            FailureKind.InvalidInput, FailureKind.Cancelled, FailureKind.Flaky, FailureKind.Compilation, FailureKind.TestFailure, FailureKind.Configuration, FailureKind.Unknown,
        ]).Select(k => k.Name),
    ];

    /// <summary>An entry that is one word: a kind or a status.</summary>
    internal static IEnumerable<RetryCondition> Scalar(Node entry)
    {
        if (string.IsNullOrEmpty(entry.Text))
        {
            entry.RefuseValue("a condition such as { \"Kinds\": [\"Network\"] }, or remove it");
            return [];
        }

        RetryCondition? condition = char.IsAsciiDigit(entry.Text[0]) ? Statuses(entry) : Kinds(entry);
        return condition is null ? [] : [condition];
    }

    internal static RetryCondition? Kinds(Node node)
    {
        List<FailureKind> kinds = [];
        foreach (Node item in Filled(node, "[\"Network\", \"Timeout\"]"))
        {
            if (item.Says(Transient)) kinds.AddRange(((RetryCondition.KindCondition)RetryCondition.Transient).Kinds);
            else if (Kind(item) is { } kind) kinds.Add(kind);
        }

        return kinds.Count == 0 ? null : RetryCondition.On([.. kinds.Distinct()]);
    }

    internal static RetryCondition? Statuses(Node node)
    {
        RetryCondition.StatusRange[] ranges = [.. Filled(node, "[\"408\", \"500-599\"]").Select(Range).OfType<RetryCondition.StatusRange>()];
        return ranges.Length == 0 ? null : new RetryCondition.StatusCondition(ranges);
    }

    internal static RetryCondition? TypeNames(Node node)
    {
        string[] names = [.. Filled(node, "[\"TimeoutException\"]").Select(n => n.Words("", "the name of an exception type")).Where(n => n.Length > 0)];
        return names.Length == 0 ? null : RetryCondition.OnTypeName(names);
    }

    internal static RetryCondition? Registered(Node node)
    {
        string name = node.Words("", "a name registered with AddCondition");
        if (name.Length == 0) return null;
        if (node.Reading.Conditions.TryGetValue(name, out RetryCondition? condition)) return condition;
        node.RefuseValue("a name registered with AddCondition", NearestName.Hint(name, node.Reading.Conditions.Keys));
        return null;
    }

    private static IReadOnlyList<Node> Filled(Node list, string example)
    {
        int problems = list.Reading.ProblemCount;
        IReadOnlyList<Node> items = list.Items(example);
        if (items.Count == 0 && list.Reading.ProblemCount == problems) list.Refuse($"is empty; write at least one entry, such as {example}");
        return items;
    }

    // A host's kind has any name, so a misspelling of a known one would never match and never be noticed: what looks like one is refused.
    private static FailureKind? Kind(Node node)
    {
        string name = node.Words("", "a failure kind such as Network");
        if (name.Length == 0) return null;
        if (s_kinds.FirstOrDefault(node.Says) is { } known) return FailureKind.Of(known);
        string hint = NearestName.Hint(name, s_kinds.Append(Transient));
        if (hint.Length == 0 && WorkflowStage.TryCreate(name, out _)) return FailureKind.Of(name);
        if (hint.Length > 0) node.Refuse($"is '{name}'{hint}; correct it, or give a kind of your own a name that is less alike");
        else node.RefuseValue($"{WordList.Or(s_kinds)}, or a kind of your own: a letter followed by up to 62 letters, digits or hyphens");
        return null;
    }

    private static RetryCondition.StatusRange? Range(Node node)
    {
        const string Wanted = "an HTTP status from 100 to 599 such as 503, a range such as 500-599, or a class such as 5xx";
        string text = node.Words("", Wanted);
        if (text.Length == 0) return null;
        string[] ends = text.Split('-', 2, StringSplitOptions.TrimEntries);
        if (text is [>= '1' and <= '5', 'x' or 'X', 'x' or 'X']) ends = [$"{text[0]}00", $"{text[0]}99"];
        if (TryStatus(ends[0], out int first) && TryStatus(ends[^1], out int last) && first <= last) return new RetryCondition.StatusRange(first, last);
        node.RefuseValue(Wanted);
        return null;
    }

    private static bool TryStatus(string text, out int status) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 100 and <= 599;
}
