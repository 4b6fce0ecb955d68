namespace WorkflowResilience;

/// <summary>Lists as a sentence has them.</summary>
internal static class WordList
{
    /// <summary>Such as <c>a, b or c</c>.</summary>
    internal static string Or(IReadOnlyList<string> words) => Join(words, " or ");

    /// <summary>Such as <c>a, b and c</c>.</summary>
    internal static string And(IReadOnlyList<string> words) => Join(words, " and ");

    private static string Join(IReadOnlyList<string> words, string last) =>
        words.Count <= 1 ? string.Concat(words) : string.Join(", ", words.SkipLast(1)) + last + words[^1];
}
