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
}
