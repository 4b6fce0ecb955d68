namespace WorkflowResilience.Analysis;

/// <summary>The tests of a pattern as they stand in its file.</summary>
internal sealed class TestsDocument
{
    public string[] Match { get; set; } = [];

    public string[] NoMatch { get; set; } = [];
}
