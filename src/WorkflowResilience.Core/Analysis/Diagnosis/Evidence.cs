namespace WorkflowResilience.Analysis;

/// <summary>A pattern that matched, where, and how much that says.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Number">The line's number in the whole text, from 1; 0 when structure gave the evidence.</param>
/// <param name="Standing">What the line is.</param>
/// <param name="Weight">How many bytes of the literal are plain.</param>
/// <param name="Score">How much it says: see <see cref="EvidenceWeights"/>.</param>
/// <param name="Place">Its order in the text.</param>
internal readonly record struct Evidence(FailurePattern Pattern, int Number, LineStanding Standing, int Weight, double Score, int Place)
{
    /// <summary>Where it was found, to be shown.</summary>
    internal PatternHit Hit { get; init; }

    /// <summary>The line, in UTF-8.</summary>
    internal ReadOnlyMemory<byte> Line { get; init; }
}
