namespace WorkflowResilience.Testing;

/// <summary>One call of a scripted stage.</summary>
/// <param name="Number">Counts from 1, in the order of arrival.</param>
/// <param name="At">When it began, on the script's time since the script was made.</param>
/// <param name="Step">The step it follows.</param>
/// <param name="Token">The token it was given.</param>
public sealed record ScriptedCall(int Number, TimeSpan At, Step Step, CancellationToken Token);
