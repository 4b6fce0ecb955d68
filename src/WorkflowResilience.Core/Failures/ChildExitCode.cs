namespace WorkflowResilience;

/// <summary>What the exit code of a program that a stage ran means.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Kind">The sort of failure.</param>
/// <param name="Verdict">Whether running the program again can help.</param>
/// <param name="Meaning">The meaning in a few words.</param>
public sealed record ChildExitCode(int Code, FailureKind Kind, FailureVerdict Verdict, string Meaning);
