using System.Globalization;

namespace WorkflowResilience;

public abstract partial record RetryCondition
{
    /// <summary>A condition on results without its type parameter, so that texts can be made of it.</summary>
    internal interface IResultCondition
    {
        /// <summary>The type of result.</summary>
        Type ResultType { get; }

        /// <summary>What stands for the code.</summary>
        string Name { get; }

        /// <summary>Whether there is code.</summary>
        bool HasPredicate { get; }
    }

    /// <summary>All that is wrong with a list of conditions, entries that are null included.</summary>
    /// <param name="path">The member that holds the list.</param>
    /// <param name="conditions">The list.</param>
    internal static IEnumerable<string> Problems(string path, IReadOnlyList<RetryCondition> conditions) =>
        conditions.SelectMany((condition, i) => condition is null ? [$"{Element(path, i)} is null; remove it."] : condition.Problems(Element(path, i)));

    /// <summary>All that is wrong with the condition.</summary>
    /// <param name="path">The member that holds it.</param>
    internal IEnumerable<string> Problems(string path)
    {
        foreach (string problem in Own(path)) yield return problem;
        if (!Enum.IsDefined(Decision)) yield return $"{path}.Decision is {Decision}; it must be {EnumText.Names<RetryDecision>()}.";
        foreach (string problem in Backoff?.Problems($"{path}.Backoff") ?? []) yield return problem;
    }

    private IEnumerable<string> Own(string path) => this switch
    {
        KindCondition { Kinds.Count: 0 } => [$"{path}.Kinds is empty; name at least one failure kind."],
        StatusCondition { Ranges.Count: 0 } => [$"{path}.Ranges is empty; name at least one HTTP status."],
        StatusCondition c => c.Ranges.SelectMany((range, i) => RangeProblems(Element($"{path}.Ranges", i), range)),
        ExceptionCondition { Type: null } => [$"{path}.Type is null; name an exception type."],
        ExceptionCondition c when !c.Type.IsAssignableTo(typeof(Exception)) => [$"{path}.Type is {c.Type}; it must be a type of exception."],
        TypeNameCondition { Names.Count: 0 } => [$"{path}.Names is empty; name at least one exception type."],
        TypeNameCondition c => c.Names.SelectMany((name, i) => Blank(Element($"{path}.Names", i), name, "name an exception type")),
        MessageCondition c => Blank($"{path}.Text", c.Text, "an empty text is part of every message"),
        CustomCondition c => CodeProblems(path, c.Name, c.Predicate is not null),
        IResultCondition c => CodeProblems(path, c.Name, c.HasPredicate),
        _ => [],
    };

    private static IEnumerable<string> RangeProblems(string path, StatusRange range)
    {
        if (range.First > range.Last) return [$"{path} is {range}; the first status must not be above the last."];
        return range is { First: >= 100, Last: <= 599 } ? [] : [$"{path} is {range}; an HTTP status is from 100 to 599."];
    }

    private static IEnumerable<string> CodeProblems(string path, string name, bool hasCode)
    {
        foreach (string problem in Blank($"{path}.Name", name, "give the code a name that stands for it in texts")) yield return problem;
        if (!hasCode) yield return $"{path}.Predicate is null; give the code.";
    }

    private static IEnumerable<string> Blank(string path, string? text, string advice) => string.IsNullOrWhiteSpace(text) ? [$"{path} is empty; {advice}."] : [];

    private static string Element(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
