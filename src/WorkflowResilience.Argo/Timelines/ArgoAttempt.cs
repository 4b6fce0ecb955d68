namespace WorkflowResilience.Argo;

/// <summary>An attempt as Argo makes it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Start">From the start of the first.</param>
/// <param name="End">How it ended, a deadline counted in.</param>
/// <param name="Wait">How long Argo waits afterwards, also before it gives up.</param>
internal readonly record struct ArgoAttempt(int Number, TimeSpan Start, AttemptEnd End, TimeSpan Wait)
{
    internal TimeSpan Finish => Start + End.Duration;
}
