namespace WorkflowResilience.Redaction;

/// <summary>The characters that follow the beginning of a token.</summary>
public enum SecretCharset
{
    /// <summary>Letters and digits of ASCII.</summary>
    Alphanumeric,

    /// <summary>Hexadecimal digits, of either case.</summary>
    Hex,

    /// <summary>Letters, digits and underscores.</summary>
    Word,

    /// <summary>Letters, digits, plus, slash and the equals signs behind.</summary>
    Base64,

    /// <summary>Letters, digits, hyphens and underscores.</summary>
    Base64Url,

    /// <summary>Letters, digits, hyphens, underscores, dots and tildes.</summary>
    Dotted,
}
