namespace WorkflowResilience.Http;

/// <summary>Whether a request may be sent more than once, as far as its meaning goes; its content is another matter.</summary>
internal enum RepetitionRule
{
    /// <summary>It may.</summary>
    Free,

    /// <summary>Only while no server has taken it.</summary>
    WhileNotTaken,

    /// <summary>Somebody has said that it may not.</summary>
    Forbidden,
}
