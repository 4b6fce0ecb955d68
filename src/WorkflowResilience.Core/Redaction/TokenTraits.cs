namespace WorkflowResilience.Redaction;

/// <summary>What must hold for a token besides its shape.</summary>
[Flags]
internal enum TokenTraits
{
    None = 0,

    /// <summary>No letter or digit stands before it.</summary>
    WordStart = 1,

    /// <summary>No letter, digit, hyphen, dot or slash stands before it.</summary>
    StrictStart = 2,

    /// <summary>A digit, or letters of both cases, are among what follows: one of 30 tokens of 20 characters holds no digit.</summary>
    Mixed = 4,

    /// <summary>What follows does not look like words.</summary>
    Random = 8,

    /// <summary>The beginning is an address rather than a part of the secret, and stays.</summary>
    KeepPrefix = 16,
}
