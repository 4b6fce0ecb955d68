namespace WorkflowResilience.Redaction;

/// <summary>The end of names that hold secrets.</summary>
/// <param name="Word">The last word of the names, in lower case without separators.</param>
/// <param name="Qualified">What a name says that has something before the word.</param>
/// <param name="Bare">What the word says alone.</param>
/// <param name="Only">What must stand before the word, in lower case without separators; anything when empty.</param>
/// <param name="Not">What must not.</param>
/// <param name="WholeWord">Whether the word must be told apart from what stands before it: <c>db_pass</c>, <c>dbPass</c>, not <c>bypass</c>.</param>
internal sealed record NameRow(string Word, NameStrength Qualified, NameStrength Bare, string[] Only, string[] Not, bool WholeWord)
{
    /// <summary>What a name says whose last word is this one.</summary>
    /// <param name="before">What of the name stands before the word, as it is written.</param>
    /// <param name="word">The word as it is written.</param>
    internal NameStrength Strength(ReadOnlySpan<char> before, ReadOnlySpan<char> word)
    {
        Span<char> folded = stackalloc char[SecretNames.LongestName];
        int length = SecretNames.Fold(before, folded);
        ReadOnlySpan<char> left = folded[..length];
        if (left.IsEmpty) return Bare;
        if (WholeWord && char.IsAsciiLetterOrDigit(before[^1]) && !(char.IsAsciiLetterUpper(word[0]) && !char.IsAsciiLetterUpper(before[^1]))) return NameStrength.None;
        if (EndsWithAny(left, Not)) return NameStrength.None;
        return Only.Length == 0 || EndsWithAny(left, Only) ? Qualified : NameStrength.None;
    }

    /// <summary>What the word says behind another that a blank parts from it: <c>API key</c>, <c>the password</c>; not <c>continuation token</c>.</summary>
    internal NameStrength Apart(ReadOnlySpan<char> before)
    {
        if (Bare != NameStrength.Likely || Not.Length == 0) return Bare;
        Span<char> folded = stackalloc char[SecretNames.LongestName];
        return EndsWithAny(folded[..SecretNames.Fold(before, folded)], Not) ? NameStrength.None : Bare;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] endings)
    {
        foreach (string ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
