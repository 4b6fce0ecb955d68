using System.Text;

namespace WorkflowResilience.Argo;

/// <summary>What became of the policies of all stages.</summary>
/// <param name="Stages">The stages.</param>
public sealed record MappingReport(IReadOnlyList<StageMapping> Stages)
{
    /// <summary>All rows, in the order of the stages and members.</summary>
    public IEnumerable<MappingRow> Rows => Stages.SelectMany(static stage => stage.Rows);

    /// <summary>Whether every member of every policy is kept to the second.</summary>
    public bool IsExact => Rows.All(static row => row.Fit == MappingFit.Exact);

    /// <summary>The rows of one fit.</summary>
    /// <param name="fit">The fit.</param>
    public IEnumerable<MappingRow> Of(MappingFit fit) => Rows.Where(row => row.Fit == fit);

    /// <summary>Makes an error of what cannot be said in Argo.</summary>
    /// <exception cref="ArgoMappingException">There is such a member; it lists all.</exception>
    public void ThrowIfNotMapped()
    {
        MappingRow[] rows = [.. Of(MappingFit.NotMapped)];
        if (rows.Length > 0) throw new ArgoMappingException(rows);
    }

    /// <summary>A table for people: stage by stage what is not exact, with the reason, and how many members are.</summary>
    /// <remarks>The wording may change between versions; read <see cref="Rows"/> by machine.</remarks>
    /// <returns>Lines separated by line feeds, the same in every culture.</returns>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (StageMapping stage in Stages)
        {
            if (text.Length > 0) text.Append("\n\n");
            MappingRow[] told = [.. stage.Rows.Where(static row => row.Fit != MappingFit.Exact || row.Argo.Length > 0)];
            text.Append(stage.Stage.Name).Append(": ").Append(PolicyWords.Number(stage.Rows.Count(static row => row.Fit == MappingFit.Exact))).Append(" of ").Append(PolicyWords.Count(stage.Rows.Count, "row")).Append(" exact");
            if (told.Length == 0) continue;
            int[] widths = [told.Max(static row => row.Member.Length), Enum.GetNames<MappingFit>().Max(static name => name.Length), Math.Min(60, told.Max(static row => row.Policy.Length))];
            foreach (MappingRow row in told)
            {
                text.Append("\n  ").Append(row.Code).Append("  ").Append(row.Fit.ToString().PadRight(widths[1])).Append("  ").Append(row.Member.PadRight(widths[0])).Append("  ").Append(row.Policy.PadRight(widths[2]));
                if (row.Argo.Length > 0) text.Append("  ->  ").Append(row.Argo);
                if (row.Explanation.Length > 0) text.Append("\n             ").Append(row.Explanation);
            }
        }

        return text.ToString();
    }
}
