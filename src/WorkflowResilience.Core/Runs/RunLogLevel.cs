namespace WorkflowResilience;

/// <summary>How grave a line of a run's log is.</summary>
public enum RunLogLevel
{
    /// <summary>For those who look for a fault.</summary>
    Debug,

    /// <summary>What happens.</summary>
    Information,

    /// <summary>Something is odd.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>More than what was being done has failed.</summary>
    Critical,
}
