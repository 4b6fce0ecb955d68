namespace WorkflowResilience.Argo;

/// <summary>What became of one member of a stage's policy in the YAML.</summary>
/// <param name="Code">A stable code, <c>ARGO101</c> and on; see the mapping table in the docs.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Member">The member's path in the policy, as <c>Backoff.Jitter</c>.</param>
/// <param name="Fit">How well it is kept.</param>
/// <param name="Policy">What the policy says, in words.</param>
/// <param name="Argo">What the YAML says, as <c>limit: "2"</c>; empty where there is nothing.</param>
/// <param name="Explanation">What differs and what to do, in a sentence or two; empty where nothing differs.</param>
public sealed record MappingRow(string Code, WorkflowStage Stage, string Member, MappingFit Fit, string Policy, string Argo, string Explanation);
