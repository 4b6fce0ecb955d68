namespace WorkflowResilience.Argo;

public sealed partial class RetryWhen
{
    /// <summary>Conditions on who ended the attempt.</summary>
    public static class Status
    {
        /// <summary>The attempt never came to an end of its own: image pull, artifacts, a helper container, the controller.</summary>
        public static RetryWhen Error { get; } = new($"lastRetry.status == {ExprText.Quote(RetryFacts.Error)}", static facts => facts.Status is RetryFacts.Error);

        /// <summary>The program ended with an exit code other than 0, or its pod was ended: deadline, eviction.</summary>
        public static RetryWhen Failed { get; } = new($"lastRetry.status == {ExprText.Quote(RetryFacts.Failed)}", static facts => facts.Status is RetryFacts.Failed);
    }
}
