namespace WorkflowResilience.Analysis;

/// <summary>A line that says something of a failure.</summary>
/// <param name="Index">Which line of its piece, from 0.</param>
/// <param name="Start">Where it begins in the piece.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Role">What it is.</param>
/// <param name="Score">How much it says: see <see cref="LineRating"/>.</param>
/// <param name="Place">How many lines that are neither blank nor frames of a stack stand before it: by this, distance is measured.</param>
/// <param name="At">Where in the line its most telling word begins.</param>
/// <param name="Link">Whether it is a link of a chain of causes.</param>
internal readonly record struct RatedLine(int Index, int Start, int Length, ExcerptRole Role, int Score, int Place, int At, bool Link);
