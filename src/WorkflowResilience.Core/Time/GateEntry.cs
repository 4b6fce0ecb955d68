namespace WorkflowResilience.Time;

/// <summary>How an attempt to enter a gate ended.</summary>
internal enum GateEntry
{
    /// <summary>In; whoever entered must leave.</summary>
    Entered,

    /// <summary>Too many wait already.</summary>
    QueueFull,

    /// <summary>The deadline passed in the line.</summary>
    TimedOut,

    /// <summary>The caller cancelled in the line.</summary>
    Cancelled,
}
