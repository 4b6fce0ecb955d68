using WorkflowResilience.Time;

namespace WorkflowResilience.Testing;

/// <summary>What an injected fault does to a call. Immutable; made by the factories of this type.</summary>
public abstract record Fault
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private Fault()
    {
    }

    /// <summary>Throws instead of calling the delegate, as <see cref="StageFailure.Of(FailureKind, string, System.Exception)"/> raises it.</summary>
    /// <param name="kind">The sort of failure.</param>
    /// <returns>The fault.</returns>
    public static Fault Throw(FailureKind kind) => new ThrowFault(kind.Name, message => StageFailure.Of(kind, message));

    /// <summary>Throws instead of calling the delegate: an exception of any type.</summary>
    /// <param name="exception">Makes the exception, once a hit, from a message that names rule, call and seed.</param>
    /// <returns>The fault.</returns>
    public static Fault Throw(Func<string, Exception> exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new ThrowFault("custom", exception);
    }

    /// <summary>Waits, then goes on to the next rule that hits, or else to the delegate. Cancellation ends the wait with <see cref="OperationCanceledException"/>.</summary>
    /// <param name="time">How long. From 0 to 1 day.</param>
    /// <returns>The fault.</returns>
    public static Fault Latency(TimeSpan time) => new LatencyFault(time, time);

    /// <summary>The same with a wait that is drawn evenly from a range.</summary>
    /// <param name="min">The shortest wait, from 0.</param>
    /// <param name="max">The longest wait, at most 1 day.</param>
    /// <returns>The fault.</returns>
    public static Fault Latency(TimeSpan min, TimeSpan max) => new LatencyFault(min, max);

    /// <summary>Does not call the delegate and does not end until the call's token is cancelled, then throws <see cref="OperationCanceledException"/> with that token.</summary>
    /// <returns>The fault.</returns>
    public static Fault Hang() => new HangFault();

    /// <summary>Does not call the delegate and takes no notice of the token, until <see cref="FaultInjector.Release"/>; then it ends as <see cref="Cancel"/> does.</summary>
    /// <returns>The fault.</returns>
    public static Fault HangIgnoringCancellation() => new HangIgnoringCancellationFault();

    /// <summary>Throws an <see cref="OperationCanceledException"/> whose token is not the call's: somebody else cancelled something.</summary>
    /// <returns>The fault.</returns>
    public static Fault Cancel() => new CancelFault();

    /// <summary>Returns a value instead of calling the delegate. For delegates whose result has exactly this type.</summary>
    /// <typeparam name="T">The type of result.</typeparam>
    /// <param name="value">The value; every hit gets the same.</param>
    /// <returns>The fault.</returns>
    public static Fault Result<T>(T value) => new ResultFault<T>(() => value);

    /// <summary>Returns a value of its own at each hit: for results that are disposed.</summary>
    /// <typeparam name="T">The type of result.</typeparam>
    /// <param name="value">Makes the value.</param>
    /// <returns>The fault.</returns>
    public static Fault Result<T>(Func<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ResultFault<T>(value);
    }

    /// <summary>Calls the delegate, and when it has ended well disposes its result and throws: the work is done and the caller does not know it.</summary>
    /// <param name="kind">The sort of failure.</param>
    /// <returns>The fault. What the delegate itself throws comes through unchanged.</returns>
    public static Fault DoneButFailed(FailureKind kind) => new DoneButFailedFault(kind.Name, message => StageFailure.Of(kind, message));

    /// <summary>The same with an exception of any type.</summary>
    /// <param name="exception">Makes the exception, once a hit, from a message that names rule, call and seed.</param>
    /// <returns>The fault.</returns>
    public static Fault DoneButFailed(Func<string, Exception> exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new DoneButFailedFault("custom", exception);
    }

    /// <summary>Whether the fault can befall a delegate with a result of this type.</summary>
    internal virtual bool Suits(Type result) => true;

    /// <summary>What is wrong with its numbers; null when nothing is.</summary>
    internal virtual string? Problem() => null;

    internal sealed record ThrowFault(string What, Func<string, Exception> Exception) : Fault
    {
        public override string ToString() => $"Throw({What})";
    }

    internal sealed record LatencyFault(TimeSpan Min, TimeSpan Max) : Fault
    {
        public override string ToString() => Min == Max ? $"Latency({DurationText.Format(Min)})" : $"Latency({DurationText.Format(Min)} to {DurationText.Format(Max)})";

        internal TimeSpan Time(double u) => Min + ((Max - Min) * u);

        internal override string? Problem() => Min >= TimeSpan.Zero && Max >= Min && Max <= s_longest ? null : "must be from 0s to 1d, the shorter time first";
    }

    internal sealed record HangFault : Fault
    {
        public override string ToString() => "Hang";
    }

    internal sealed record HangIgnoringCancellationFault : Fault
    {
        public override string ToString() => "HangIgnoringCancellation";
    }

    internal sealed record CancelFault : Fault
    {
        public override string ToString() => "Cancel";
    }

    internal sealed record ResultFault<T>(Func<T> Value) : Fault
    {
        public override string ToString() => $"Result<{typeof(T).Name}>";

        internal override bool Suits(Type result) => result == typeof(T);
    }

    internal sealed record DoneButFailedFault(string What, Func<string, Exception> Exception) : Fault
    {
        public override string ToString() => $"DoneButFailed({What})";
    }
}
