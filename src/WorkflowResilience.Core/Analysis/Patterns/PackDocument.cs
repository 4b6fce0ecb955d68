namespace WorkflowResilience.Analysis;

/// <summary>A pack as it stands in its file.</summary>
internal sealed class PackDocument
{
    public required int Schema { get; init; }

    public required string Pack { get; init; }

    public required string Version { get; init; }

    /// <summary>Ids of patterns of other packs that this pack takes out.</summary>
    public string[] Disable { get; set; } = [];

    public PatternDocument[] Patterns { get; set; } = [];
}
