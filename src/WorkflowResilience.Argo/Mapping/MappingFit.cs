namespace WorkflowResilience.Argo;

/// <summary>How well Argo can do what a member of a policy says.</summary>
public enum MappingFit
{
    /// <summary>The same, to the second.</summary>
    Exact,

    /// <summary>Something near to it; the explanation says what differs.</summary>
    Approximate,

    /// <summary>Nothing in the YAML stands for it.</summary>
    NotMapped,
}
