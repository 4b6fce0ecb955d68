namespace WorkflowResilience.Analysis;

/// <summary>A piece of a log.</summary>
/// <param name="Text">The piece, rated.</param>
/// <param name="FirstNumber">The number of its first line in the whole text, from 1.</param>
internal readonly record struct LogPiece(RatedText Text, int FirstNumber);
