namespace WorkflowResilience.Notifications;

/// <summary>A route that a notification takes.</summary>
/// <param name="Node">The node.</param>
/// <param name="GroupKey">What notifications of one message have in common: the node's path and the values of its labels.</param>
internal readonly record struct MatchedRoute(RouteNode Node, string GroupKey);
