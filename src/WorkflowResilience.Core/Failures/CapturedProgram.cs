namespace WorkflowResilience;

/// <summary>A program that failed: how it ended and what it wrote last.</summary>
/// <param name="Name">The program's file name, without arguments.</param>
/// <param name="ExitCode">The exit code; null when it was killed because its time was up or its caller cancelled.</param>
/// <param name="Signal">The signal that the exit code stands for, if it does.</param>
/// <param name="Tail">The last lines of both streams, oldest first, redacted.</param>
public sealed record CapturedProgram(string Name, int? ExitCode, string? Signal, IReadOnlyList<string> Tail);
