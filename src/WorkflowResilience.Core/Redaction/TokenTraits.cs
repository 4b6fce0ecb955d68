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

    /// <summary>There is a digit among what follows.</summary>
    Digit = 4,

    /// <summary>What follows does not look like words.</summary>
    Random = 8,

    /// <summary>The beginning is an address rather than a part of the secret, and stays.</summary>
    KeepPrefix = 16,
}
