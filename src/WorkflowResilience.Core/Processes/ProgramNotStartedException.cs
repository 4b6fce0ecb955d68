namespace WorkflowResilience.Processes;

/// <summary>A program could not be started: it does not exist, is not executable, or its working directory does not exist. Trying again will not help.</summary>
public sealed class ProgramNotStartedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="program">The program as it was asked for, without its arguments.</param>
    /// <param name="problem">What is wrong, where it was looked for, and what to do.</param>
    /// <param name="innerException">The operating system's error, if it got that far.</param>
    public ProgramNotStartedException(string program, string problem, Exception? innerException = null)
        : base($"The program '{program}' was not started: {problem}", innerException) => Program = program;

    /// <summary>The program as it was asked for, without its arguments.</summary>
    public string Program { get; }
}
