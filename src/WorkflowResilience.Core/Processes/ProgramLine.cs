namespace WorkflowResilience.Processes;

/// <summary>A line that a program wrote.</summary>
/// <param name="Text">The line without its end; a long one is cut and says so at its end.</param>
/// <param name="IsError">Whether it came from the standard error stream.</param>
public readonly record struct ProgramLine(string Text, bool IsError)
{
    /// <summary>The text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;
}
