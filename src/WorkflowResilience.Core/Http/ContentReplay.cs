namespace WorkflowResilience.Http;

/// <summary>How a content can be sent more than once.</summary>
internal enum ContentReplay
{
    /// <summary>By any number of attempts, also at the same time: there is none, or it is in memory.</summary>
    Freely,

    /// <summary>By one attempt after another: it reads a stream that can be set back.</summary>
    InTurn,

    /// <summary>Once it has been copied into memory.</summary>
    Buffered,

    /// <summary>Not at all.</summary>
    Never,
}
