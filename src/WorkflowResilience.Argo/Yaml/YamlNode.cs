namespace WorkflowResilience.Argo;

/// <summary>A value of a YAML document: text, a list or a set of members.</summary>
internal abstract class YamlNode
{
    /// <summary>Where it begins; (0, 0) for one that was not read.</summary>
    internal YamlMark Mark { get; init; }

    /// <summary>Lines for people above the member whose value it is; null for none. Only written, never read.</summary>
    internal string? Comment { get; set; }

    public static implicit operator YamlNode(string text) => YamlScalar.Text(text);
}
