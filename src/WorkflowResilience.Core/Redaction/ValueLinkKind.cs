namespace WorkflowResilience.Redaction;

/// <summary>What ties a value to a name.</summary>
internal enum ValueLinkKind
{
    /// <summary>Nothing does.</summary>
    None,

    /// <summary>An equals sign or an arrow.</summary>
    Equal,

    /// <summary>A colon.</summary>
    Colon,

    /// <summary>A comma between two quoted texts, or in a list.</summary>
    Comma,

    /// <summary>The end of an opening tag.</summary>
    Element,

    /// <summary>The blank behind a flag of a command line.</summary>
    Blank,

    /// <summary>A sentence: <c>with password 'x'</c>, <c>the password is x</c>.</summary>
    Phrase,
}
