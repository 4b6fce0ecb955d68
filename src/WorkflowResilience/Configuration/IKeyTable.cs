namespace WorkflowResilience.Configuration;

/// <summary>The keys of one sort of section, for messages and for the documentation.</summary>
internal interface IKeyTable
{
    /// <summary>What the sort is called.</summary>
    string Title { get; }

    /// <summary>The keys.</summary>
    IReadOnlyList<KeyRow> Rows { get; }
}
