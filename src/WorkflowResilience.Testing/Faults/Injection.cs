namespace WorkflowResilience.Testing;

/// <summary>What has been decided for one call.</summary>
/// <param name="Latency">The wait before anything else.</param>
/// <param name="Fault">What then takes the place of the delegate or goes around it; null: just the delegate.</param>
/// <param name="Message">Names rule, call and seed.</param>
internal sealed record Injection(TimeSpan Latency, Fault? Fault, string Message)
{
    /// <summary>The exception of a rule's factory.</summary>
    internal Exception Make(Func<string, Exception> exception) =>
        exception(Message) ?? new InvalidOperationException($"A fault's factory returned null instead of an exception. {Message}");

    /// <summary>A cancellation that nobody asked for.</summary>
    internal OperationCanceledException Cancelled() => new(Message, new CancellationToken(canceled: true));
}
