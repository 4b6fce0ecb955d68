namespace WorkflowResilience.Analysis;

/// <summary>A pattern as it stands in the file of its pack.</summary>
internal sealed class PatternDocument
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Category { get; init; }

    public bool? Transient { get; init; }

    public int Tier { get; set; } = 2;

    public string? Says { get; init; }

    public string[] Any { get; set; } = [];

    public string[] All { get; set; } = [];

    public string[] Unless { get; set; } = [];

    public string? Scope { get; init; }

    public bool Ordinal { get; set; }

    public int[] ExitCodes { get; set; } = [];

    public int[] Status { get; set; } = [];

    public string[] Exceptions { get; set; } = [];

    public ConditionDocument[] When { get; set; } = [];

    public string[] Factors { get; set; } = [];

    public AdviceDocument[] Recommendations { get; set; } = [];

    public string? Link { get; init; }

    public string? Owner { get; init; }

    public string? Since { get; init; }

    public TestsDocument Tests { get; set; } = new();
}
