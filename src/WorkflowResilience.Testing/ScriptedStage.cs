namespace WorkflowResilience.Testing;

/// <summary>A stage delegate that follows a script: hand <see cref="RunAsync"/> to the code under test.</summary>
/// <example><code>
/// var time = new ManualTimeProvider();
/// var clone = new ScriptedStage(time, Step.Fail(new IOException("reset")), Step.Hang(), Step.Succeed());
/// time.Run(() => runner[WorkflowStage.RepositoryClone].RunAsync(clone.RunAsync));
/// // clone.CallCount is 3
/// </code></example>
public sealed class ScriptedStage : Script
{
    /// <summary>A script on the system's time.</summary>
    /// <param name="steps">What the first call does, the second, and so on; the last repeats.</param>
    /// <exception cref="ArgumentException">There is no step.</exception>
    public ScriptedStage(params IEnumerable<Step> steps)
        : this(TimeProvider.System, steps)
    {
    }

    /// <summary>A script.</summary>
    /// <param name="timeProvider">The time on which calls are stamped and delays wait.</param>
    /// <param name="steps">What the first call does, the second, and so on; the last repeats.</param>
    /// <exception cref="ArgumentException">There is no step.</exception>
    public ScriptedStage(TimeProvider timeProvider, params IEnumerable<Step> steps)
        : base(timeProvider, [.. steps])
    {
    }

    /// <summary>The delegate.</summary>
    /// <param name="cancellationToken">Recorded; obeyed as the step says.</param>
    /// <returns>A task that ends as the step says.</returns>
    public async ValueTask RunAsync(CancellationToken cancellationToken) => await PlayAsync<object?>(cancellationToken).ConfigureAwait(false);
}

/// <summary>A stage delegate with a result that follows a script: hand <see cref="RunAsync"/> to the code under test.</summary>
/// <typeparam name="T">The type of result.</typeparam>
public sealed class ScriptedStage<T> : Script
{
    /// <summary>A script on the system's time.</summary>
    /// <param name="steps">What the first call does, the second, and so on; the last repeats.</param>
    /// <exception cref="ArgumentException">There is no step, one is the default value, or one succeeds without a value.</exception>
    public ScriptedStage(params IEnumerable<Step<T>> steps)
        : this(TimeProvider.System, steps)
    {
    }

    /// <summary>A script.</summary>
    /// <param name="timeProvider">The time on which calls are stamped and delays wait.</param>
    /// <param name="steps">What the first call does, the second, and so on; the last repeats.</param>
    /// <exception cref="ArgumentException">There is no step, one is the default value, or one succeeds without a value.</exception>
    public ScriptedStage(TimeProvider timeProvider, params IEnumerable<Step<T>> steps)
        : base(timeProvider, [.. steps.Select(step => step.Checked(nameof(steps)))])
    {
    }

    /// <summary>The delegate.</summary>
    /// <param name="cancellationToken">Recorded; obeyed as the step says.</param>
    /// <returns>A task that ends as the step says.</returns>
    public ValueTask<T> RunAsync(CancellationToken cancellationToken) => PlayAsync<T>(cancellationToken);
}
