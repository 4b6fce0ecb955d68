namespace CiPipeline.Faults;

/// <summary>What goes wrong.</summary>
internal enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The server answers 503 and asks for a wait.</summary>
    Unavailable,

    /// <summary>The server answers 429 and asks for a wait.</summary>
    RateLimited,

    /// <summary>The server resets the connection (RST) instead of answering.</summary>
    Reset,

    /// <summary>The server reads the request and never answers.</summary>
    Stall,

    /// <summary>The server closes the connection in the middle of the body.</summary>
    Truncated,

    /// <summary>The stage's program, or its delegate, never ends.</summary>
    Hang,

    /// <summary>The stage's program ends with exit code 137, as one that ran out of memory in a container does.</summary>
    Killed,
}
