namespace WorkflowResilience.Redaction;

/// <summary>How the value of a short flag is written.</summary>
internal enum FlagForm
{
    /// <summary>As the next word, or behind an equals sign.</summary>
    Word,

    /// <summary>Right behind the flag.</summary>
    Glued,

    /// <summary>A user's name, a colon and a password, as the next word.</summary>
    Pair,

    /// <summary>A user's name, a percent sign and a password.</summary>
    Percent,

    /// <summary>A user's name, a comma and a password.</summary>
    Comma,

    /// <summary>A name, an equals sign and the secret.</summary>
    Assigned,

    /// <summary>Cookies; without an equals sign it is a file of them.</summary>
    Cookies,
}
