namespace WorkflowResilience;

/// <summary>What a line of a log says of a failure.</summary>
public enum ExcerptRole
{
    /// <summary>Nothing in particular; kept for what surrounds it.</summary>
    Context,

    /// <summary>It names what went wrong.</summary>
    Cause,

    /// <summary>It follows from what went wrong: a clean-up that failed, an upload that found nothing.</summary>
    Secondary,

    /// <summary>It only says that something failed: an exit code, where the complete log is.</summary>
    Wrapper,

    /// <summary>It reports on a test.</summary>
    TestReport,

    /// <summary>It counts: errors, tests, warnings.</summary>
    Counter,
}
