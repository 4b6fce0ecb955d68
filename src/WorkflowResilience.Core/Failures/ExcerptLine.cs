namespace WorkflowResilience;

/// <summary>A line of an excerpt.</summary>
/// <param name="Number">Its number in the whole text, from 1.</param>
/// <param name="Role">What it is.</param>
/// <param name="Text">The line.</param>
public readonly record struct ExcerptLine(int Number, ExcerptRole Role, string Text);
