namespace WorkflowResilience.Analysis;

/// <summary>Recognises the name of an error's type by how types are named: <c>java.io.IOException</c>, <c>OperationalError</c>.</summary>
internal static class ErrorTypes
{
    /// <summary>Where the simple name of an error's type begins in a word; −1 when the word is none.</summary>
    internal static int NameStart(ReadOnlySpan<char> word)
    {
        if (word.StartsWith("Assert.", StringComparison.Ordinal) || (word.Length > 6 && word.EndsWith("_ERROR", StringComparison.Ordinal))) return 0;
        int start = word.LastIndexOfAny('.', '$') + 1;
        ReadOnlySpan<char> name = word[start..];
        if (name.Length < 7 || !char.IsAsciiLetterUpper(name[0]) || word.ContainsAny('/', '\\', '@')) return -1;
        bool named = Has(name, "Error") || Has(name, "Exception") || Has(name, "Failure") || Has(name, "Fault");
        return named && !name.Contains('-') ? start : -1;
    }

    private static bool Has(ReadOnlySpan<char> name, string suffix) => name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) && name[^(suffix.Length + 1)] is not '_';
}
