namespace WorkflowResilience;

/// <summary>What the host has reported of its network or of a service.</summary>
/// <param name="Name">Which: <c>network</c>, <c>github-api</c>.</param>
/// <param name="Health">How it is.</param>
/// <param name="Detail">More about it, redacted; null when nothing was said.</param>
/// <param name="Age">How old the report was when the failure happened.</param>
public sealed record ServiceStatus(string Name, ServiceHealth Health, string? Detail, TimeSpan Age);
