namespace WorkflowResilience.Testing;

/// <summary>What one call of a scripted stage does. Immutable; made by the factories of this type.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>Ends well, for a stage without a result.</summary>
    /// <returns>The step.</returns>
    public static Step Succeed() => new SucceedStep();

    /// <summary>Returns a value.</summary>
    /// <typeparam name="T">The type of result.</typeparam>
    /// <param name="value">The value; every call gets the same.</param>
    /// <returns>The step.</returns>
    public static Step<T> Succeed<T>(T value) => new(new ReturnStep<T>(value, Bad: false));

    /// <summary>Returns a value that the policy under test is to take for a failure. It does what <see cref="Succeed{T}(T)"/> does; the script says what is meant.</summary>
    /// <typeparam name="T">The type of result.</typeparam>
    /// <param name="value">The value; every call gets the same.</param>
    /// <returns>The step.</returns>
    public static Step<T> ReturnBad<T>(T value) => new(new ReturnStep<T>(value, Bad: true));

    /// <summary>Throws an exception: the same object at each call.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The step.</returns>
    public static Step Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new FailStep(() => exception);
    }

    /// <summary>Throws an exception of its own at each call.</summary>
    /// <param name="exception">Makes the exception; called once a call.</param>
    /// <returns>The step.</returns>
    public static Step Fail(Func<Exception> exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new FailStep(exception);
    }

    /// <summary>Fails with a kind, as <see cref="StageFailure.Of(FailureKind, string, System.Exception)"/> raises it; each call throws an exception of its own.</summary>
    /// <param name="kind">The sort of failure.</param>
    /// <returns>The step.</returns>
    public static Step Fail(FailureKind kind) => new FailStep(() => StageFailure.Of(kind, $"The script fails with {kind.Name}."));

    /// <summary>Throws an <see cref="OperationCanceledException"/> whose token is not the call's: somebody else cancelled something.</summary>
    /// <returns>The step.</returns>
    public static Step Cancel() => new CancelStep();

    /// <summary>Does not end until the call's token is cancelled, then throws <see cref="OperationCanceledException"/> with that token.</summary>
    /// <returns>The step.</returns>
    public static Step Hang() => new HangStep();

    /// <summary>Does not end and takes no notice of the token, until <see cref="Script.Release"/>; then throws <see cref="OperationCanceledException"/>.</summary>
    /// <returns>The step.</returns>
    public static Step HangIgnoringCancellation() => HangIgnoringCancellation(Cancel());

    /// <summary>Does not end and takes no notice of the token, until <see cref="Script.Release"/>; then goes on with another step.</summary>
    /// <param name="then">What comes after, in the same call.</param>
    /// <returns>The step.</returns>
    public static Step HangIgnoringCancellation(Step then)
    {
        ArgumentNullException.ThrowIfNull(then);
        return new HangIgnoringCancellationStep(then);
    }

    /// <inheritdoc cref="HangIgnoringCancellation(Step)"/>
    /// <typeparam name="T">The type of result.</typeparam>
    public static Step<T> HangIgnoringCancellation<T>(Step<T> then) => new(HangIgnoringCancellation(then.Checked(nameof(then))));

    /// <summary>Waits on the script's time, then goes on with another step. Cancellation ends the wait with <see cref="OperationCanceledException"/>.</summary>
    /// <param name="delay">How long.</param>
    /// <param name="then">What comes after, in the same call.</param>
    /// <returns>The step.</returns>
    public static Step Delay(TimeSpan delay, Step then)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new DelayStep(delay, then);
    }

    /// <inheritdoc cref="Delay(TimeSpan, Step)"/>
    /// <typeparam name="T">The type of result.</typeparam>
    public static Step<T> Delay<T>(TimeSpan delay, Step<T> then) => new(Delay(delay, then.Checked(nameof(then))));

    internal sealed record SucceedStep : Step;

    internal sealed record ReturnStep<T>(T Value, bool Bad) : Step;

    internal sealed record FailStep(Func<Exception> Exception) : Step;

    internal sealed record CancelStep : Step;

    internal sealed record HangStep : Step;

    internal sealed record HangIgnoringCancellationStep(Step Then) : Step;

    internal sealed record DelayStep(TimeSpan Time, Step Then) : Step;
}
