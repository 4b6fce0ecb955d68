namespace WorkflowResilience.Analysis;

/// <summary>How bad a line says it is.</summary>
internal enum LineLevel
{
    /// <summary>It does not say.</summary>
    None,

    /// <summary>A command that is about to run, a heading: what it names has not happened.</summary>
    Command,

    /// <summary>Chatter: debug, info, a hint.</summary>
    Info,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>An error.</summary>
    Error,
}
