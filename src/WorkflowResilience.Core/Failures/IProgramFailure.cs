namespace WorkflowResilience;

/// <summary>An exception that tells of a program's end: its exit code decides the kind of failure.</summary>
internal interface IProgramFailure
{
    /// <summary>The exit code.</summary>
    int ExitCode { get; }
}
