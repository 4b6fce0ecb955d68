using System.Buffers;

namespace WorkflowResilience.Argo;

/// <summary>What Argo takes for a name.</summary>
internal static class ArgoNames
{
    internal const int Longest = 128;

    private static readonly SearchValues<char> s_name = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    private static readonly SearchValues<char> s_parameter = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    // Words of expr-lang: a task of such a name cannot be named in a condition.
    private static readonly SearchValues<string> s_words = SearchValues.Create(
        ["and", "or", "not", "in", "matches", "contains", "startsWith", "endsWith", "let", "if", "else", "true", "false", "nil"], StringComparison.Ordinal);

    /// <summary>Of a template, task or step.</summary>
    internal static bool IsName(string name) => name.Length is > 0 and <= Longest && name[0] != '-' && name.AsSpan().IndexOfAnyExcept(s_name) < 0;

    /// <summary>Of a parameter or artifact.</summary>
    internal static bool IsParameter(string name) => name.Length > 0 && name.AsSpan().IndexOfAnyExcept(s_parameter) < 0;

    internal static void RequireTask(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (!IsName(name)) throw new ArgumentException($"'{name}' is no name of a task: letters, digits and hyphens, not a hyphen first, at most {Longest}.", parameter);
        if (char.IsAsciiDigit(name[0])) throw new ArgumentException($"The task '{name}' begins with a digit; Argo cannot read such a name in depends.", parameter);
        if (s_words.Contains(name)) throw new ArgumentException($"'{name}' is a word of the language of conditions, so a task of that name cannot be depended on; rename it.", parameter);
    }

    internal static void RequireParameter(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (!IsParameter(name)) throw new ArgumentException($"'{name}' is no name of a parameter: letters, digits, hyphens and underscores.", parameter);
    }
}
