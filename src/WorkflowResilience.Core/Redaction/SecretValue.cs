namespace WorkflowResilience.Redaction;

/// <summary>Whether a value is a secret, from what its name says, how it is tied to it, and what it looks like.</summary>
internal static class SecretValue
{
    private const int ShortestLikely = 6;
    private const int ShortestHint = 12;
    private const int ShortestNumber = 16;
    private const int LongestHexNumber = 18;
    private const int ShortestHex = 24;
    private const int ShortestPassword = 8;

    internal static bool IsSecret(NameStrength strength, in ValueLink link, bool query, ReadOnlySpan<char> value, ReadOnlySpan<char> after)
    {
        if (Placeholders.Contains(value)) return false;
        if (link.Kind is ValueLinkKind.Phrase) return IsPhrase(strength, link, value);
        if (link.Kind is ValueLinkKind.Comma && (strength == NameStrength.Certain || link.QuoteLength == 0)) return IsOdd(value) && (strength == NameStrength.Certain || !Looks.Words(value));
        if (link is { Kind: ValueLinkKind.Element, Spaced: true }) return IsOdd(value);
        return strength switch
        {
            NameStrength.Certain => IsPassword(link, value, after),
            NameStrength.Likely => query ? value.Length >= ShortestLikely && !IsNumber(value) : IsToken(link, value) && !IsCall(value, after),
            _ => IsDrawn(value),
        };
    }

    /// <summary>Whether a value is one where its name merely hints at a secret.</summary>
    internal static bool IsDrawn(ReadOnlySpan<char> value)
    {
        if (value.Length < ShortestHint || value.ContainsAny(Letters.Code) || IsAssignment(value) || Looks.Uuid(value) || Looks.Path(value) || value.Contains("://", StringComparison.Ordinal)) return false;
        if (Looks.Random(value) || SchemeRule.IsPair(value)) return true;
        return IsOdd(value) && !Looks.Words(value) && LetterCount(value) >= 4 && !value.ContainsAnyExcept(Letters.Drawn) && value.Count('-') < 3;
    }

    private static bool IsPassword(in ValueLink link, ReadOnlySpan<char> value, ReadOnlySpan<char> after)
    {
        if (Placeholders.IsStopWord(value) || Looks.Path(value) || IsCall(value, after) || IsVariable(link, value) || IsOwnName(link, value, after)) return false;
        if (value.Contains(' ')) return !Placeholders.IsSentence(value);
        bool loose = link.QuoteLength == 0 && (link.Kind is ValueLinkKind.Colon or ValueLinkKind.Blank || link.Spaced);
        return !loose || IsOdd(value) || !BeginsWithWord(after);
    }

    // connect(user=user, password=password), as the lines of a stack trace say.
    private static bool IsOwnName(in ValueLink link, ReadOnlySpan<char> value, ReadOnlySpan<char> after) =>
        link is { Kind: ValueLinkKind.Equal, QuoteLength: 0 } && after is [',' or ')', ..] && SecretNames.Of(value) == NameStrength.Certain && !value.ContainsAnyExcept(Letters.Dotted);

    // user.password = new_password, as source code says.
    private static bool IsVariable(in ValueLink link, ReadOnlySpan<char> value) =>
        link is { Kind: ValueLinkKind.Equal, Spaced: true, QuoteLength: 0 } && !value.ContainsAnyExcept(Letters.Dotted) && SecretNames.Of(value) >= NameStrength.Likely;

    private static bool IsToken(in ValueLink link, ReadOnlySpan<char> value) =>
        value.Length >= ShortestLikely && !value.Contains(' ') && !IsNumber(value) && (!Looks.Words(value) || IsShortDrawn(link, value) || IsChosen(link, value)) && !Looks.Path(value) && !value.Contains("://", StringComparison.Ordinal)
        && !IsAssignment(value);

    // bos_token_id=1; the signs at the end of base64 assign nothing.
    private static bool IsAssignment(ReadOnlySpan<char> value)
    {
        int sign = value.IndexOf('=');
        return sign > 1 && sign < value.Length - 1 && value[sign + 1] != '=' && !value[..sign].ContainsAnyExcept(Letters.Dotted) && (IsNumber(value[(sign + 1)..]) || Looks.Words(value[(sign + 1)..]) || value.StartsWith("id="));
    }

    // In a sentence a name without a verb or quotes says the least.
    private static bool IsPhrase(NameStrength strength, in ValueLink link, ReadOnlySpan<char> value)
    {
        if (strength == NameStrength.Hint) return false;
        if (!link.Stated && link.QuoteLength == 0)
        {
            return Looks.Random(value) && (link.InColumn || !value.ContainsAny('-', '/', '.'))
                || strength == NameStrength.Certain && (IsLongHex(value) || IsPassword(value) || (link.InColumn && IsOdd(value)));
        }

        return strength == NameStrength.Certain ? IsOdd(value) : Looks.Random(value) || (IsDrawn(value) && !value.Contains('-')) || IsPassword(value) || (link.Stated && Looks.Uuid(value));
    }

    private static bool IsLongHex(ReadOnlySpan<char> value) => value.Length >= ShortestHex && !value.ContainsAnyExcept(Letters.Hex) && value.ContainsAnyInRange('0', '9') && LetterCount(value) > 0;

    // Letters, a digit, and a sign among them that no word holds.
    private static bool IsPassword(ReadOnlySpan<char> value) =>
        value.Length >= ShortestPassword && value.ContainsAnyInRange('0', '9') && LetterCount(value) >= 3 && value[..^1].ContainsAny(Letters.PasswordSigns) && !value.ContainsAny(Letters.Code);

    // Tiger34: no word is written like that where a value is assigned.
    private static bool IsChosen(in ValueLink link, ReadOnlySpan<char> value) =>
        (link.QuoteLength > 0 || link.Kind is ValueLinkKind.Equal or ValueLinkKind.Blank or ValueLinkKind.Element)
        && value.ContainsAnyInRange('0', '9') && value.ContainsAnyInRange('A', 'Z') && value.ContainsAnyInRange('a', 'z') && !value.ContainsAny("-./: ");

    // "short1" in quotes is a value that somebody chose; "my-token-1" is a name.
    private static bool IsShortDrawn(in ValueLink link, ReadOnlySpan<char> value) => link.QuoteLength > 0 && value.ContainsAnyInRange('0', '9') && !value.ContainsAny("-_/ ");

    // Something that no word of a sentence has.
    private static bool IsOdd(ReadOnlySpan<char> value)
    {
        if (value.Length < ShortestLikely || value.Contains(' ')) return false;
        foreach (char c in value)
        {
            if (!char.IsLetter(c) && c is not ('-' or '_' or '.' or '/' or '\'' or ',')) return true;
        }

        return false;
    }

    // Also the short hexadecimal name of a key: 0x1234ABCD5678EF90.
    private static bool IsNumber(ReadOnlySpan<char> value) =>
        value.Length < ShortestNumber && LetterCount(value) == 0
        || value.Length <= LongestHexNumber && value.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && !value[2..].ContainsAnyExcept(Letters.Hex);

    private static int LetterCount(ReadOnlySpan<char> value)
    {
        int letters = 0;
        foreach (char c in value)
        {
            if (char.IsLetter(c)) letters++;
        }

        return letters;
    }

    // token.Parse(…), and a name that has a value of its own: token: SecretID: …
    private static bool IsCall(ReadOnlySpan<char> value, ReadOnlySpan<char> after) =>
        (after.StartsWith("(") || (after.StartsWith(": ") && !value.ContainsAnyExcept(Letters.Dotted)) || value.IndexOfAny('(', '[') is > 0 and int open && !value[..open].ContainsAnyExcept(Letters.Dotted));

    private static bool BeginsWithWord(ReadOnlySpan<char> after) => after.Length > 2 && after[0] == ' ' && char.IsAsciiLetterLower(after[1]);
}
