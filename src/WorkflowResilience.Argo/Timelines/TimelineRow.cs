namespace WorkflowResilience.Argo;

/// <summary>An attempt in both worlds, when every one fails in a way that is repeated. Times count from the start of the first.</summary>
/// <param name="Attempt">From 1.</param>
/// <param name="ArgoStart">When Argo starts it; null when Argo does not make it.</param>
/// <param name="ArgoWait">How long Argo waited before; null for the first, and for one that Argo does not make.</param>
/// <param name="EarliestStart">When the process starts it at the earliest; null when the process does not make it.</param>
/// <param name="LatestStart">The same at the latest.</param>
/// <param name="EarliestWait">The shortest wait before it; null where there is none.</param>
/// <param name="LatestWait">The longest.</param>
public sealed record TimelineRow(int Attempt, TimeSpan? ArgoStart, TimeSpan? ArgoWait, TimeSpan? EarliestStart, TimeSpan? LatestStart, TimeSpan? EarliestWait, TimeSpan? LatestWait);
