namespace WorkflowResilience.Analysis;

/// <summary>What a text that a pattern finds says of a failure.</summary>
public enum PatternMeaning
{
    /// <summary>Why it failed.</summary>
    Cause,

    /// <summary>What followed from a cause, or introduced it: any cause that is found beside it counts more.</summary>
    Symptom,

    /// <summary>That a comparison of a test did not hold: what stands in the compared values is no cause.</summary>
    Assertion,

    /// <summary>Only that something failed: an exit code, the last word of a runner.</summary>
    Wrapper,
}
