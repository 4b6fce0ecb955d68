namespace WorkflowResilience.Analysis;

/// <summary>What a line is for a pattern that matches on it.</summary>
internal enum LineStanding
{
    /// <summary>A line that claims to tell of an error.</summary>
    Claims,

    /// <summary>A line that claims nothing.</summary>
    Neutral,

    /// <summary>It follows from something else.</summary>
    Secondary,

    /// <summary>It reports on a test.</summary>
    Tested,

    /// <summary>It counts.</summary>
    Counted,

    /// <summary>It only says that something failed.</summary>
    Wrapped,

    /// <summary>Chatter: information, a warning, something excused.</summary>
    Chatted,

    /// <summary>It tells of nothing that happened: a command, a passed test.</summary>
    Dismissed,
}
