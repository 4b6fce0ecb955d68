namespace WorkflowResilience.Analysis;

/// <summary>What for a pattern needs a literal.</summary>
internal enum LiteralUse : byte
{
    /// <summary>One of these must be found.</summary>
    Any,

    /// <summary>All of these must be found.</summary>
    All,

    /// <summary>None of these may be found.</summary>
    Unless,
}
