namespace WorkflowResilience;

/// <summary>Why a failure was looked at in part only.</summary>
[Flags]
internal enum AnalysisGaps
{
    /// <summary>It was looked at in full.</summary>
    None = 0,

    /// <summary>The time for it was over.</summary>
    Budget = 1 << 0,

    /// <summary>More failures than are looked at in a second.</summary>
    Rate = 1 << 1,

    /// <summary>A part of the analysis failed.</summary>
    Error = 1 << 2,
}
