namespace WorkflowResilience.Redaction;

/// <summary>How much a name says of its value.</summary>
internal enum NameStrength
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A secret where the value looks drawn by a machine.</summary>
    Hint,

    /// <summary>A secret, unless the value is made of words: <c>token: foo</c>.</summary>
    Likely,

    /// <summary>A secret whatever the value: a password may be a word.</summary>
    Certain,

    /// <summary>All of a header's line: a scheme and what belongs to it.</summary>
    Authorization,

    /// <summary>All of a header's line: names and values.</summary>
    Cookie,
}
