namespace WorkflowResilience.Argo;

/// <summary>Policies say what cannot be said in Argo, and that was asked to be an error.</summary>
public sealed class ArgoMappingException : InvalidOperationException
{
    internal ArgoMappingException(IReadOnlyList<MappingRow> rows)
        : base($"{PolicyWords.Count(rows.Count, "member")} of policies cannot be said in Argo:\n{string.Join('\n', rows.Select(static row => $"- {row.Stage}: {row.Member} ({row.Policy}): {row.Explanation} [{row.Code}]"))}") => Rows = rows;

    /// <summary>The rows that are not mapped; at least one.</summary>
    public IReadOnlyList<MappingRow> Rows { get; }
}
