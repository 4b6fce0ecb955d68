using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace WorkflowResilience.Testing;

// How the time moves.
public sealed partial class ManualTimeProvider
{
    private const int MaxFiringsAtOneInstant = 10_000_000;

    private int _mover;
    private int _firingsAtThisInstant;

    /// <summary>The furthest that one <see cref="Run(Func{Task})"/> moves the time before it gives up on its body. Default 1000 days.</summary>
    public TimeSpan RunLimit { get; init; } = TimeSpan.FromDays(1000);

    /// <summary>Moves the time and fires every timer that falls due on the way, those armed on the way included.</summary>
    /// <param name="by">How far; zero fires what is due now.</param>
    /// <remarks>When a callback throws, the exception leaves this method, the clock stays at the moment at which that timer was due, and the timers after it stay armed.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or the wall clock would leave the year 9999.</exception>
    /// <exception cref="InvalidOperationException">Another thread is moving the time; or ten million timers fired without the time moving, so that it never would.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        _ = GetUtcNow().Add(by);
        long target = GetTimestamp() + by.Ticks;
        Move(() => FireUntil(target));
    }

    /// <summary>Calls a body and moves the time, from timer to timer, until the body has ended: minutes of waiting pass in microseconds, in the same order each time.</summary>
    /// <param name="body">
    /// Called on this thread without a <see cref="SynchronizationContext"/>. All of its waiting must be on this time; what it throws is thrown here as it is.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The body has not ended and no timer is armed: it waits for something outside this time; or it has not ended within <see cref="RunLimit"/>; or <see cref="Advance"/>
    /// would throw it.
    /// </exception>
    public void Run(Func<Task> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Run(async () =>
        {
            await body().ConfigureAwait(false);
            return true;
        });
    }

    /// <inheritdoc cref="Run(Func{Task})"/>
    [OverloadResolutionPriority(1)]
    public void Run(Func<ValueTask> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Run(() => body().AsTask());
    }

    /// <inheritdoc cref="Run(Func{Task})"/>
    /// <typeparam name="T">The type of result.</typeparam>
    /// <returns>What the body returned.</returns>
    [SuppressMessage("Usage", "VSTHRD002:Avoid problematic synchronous waits", Justification = "The task has ended; this reads its result.")]
    public T Run<T>(Func<Task<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Task<T>? task = null;
        long limit = GetTimestamp() + RunLimit.Ticks;
        Move(() => FireWhileRunning(task = body(), limit));
        return task!.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Run{T}(Func{Task{T}})"/>
    [OverloadResolutionPriority(1)]
    public T Run<T>(Func<ValueTask<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Run(() => body().AsTask());
    }

    /// <summary>A wait on this time, for delegates under test. It continues inline: on the thread that moves the time, or on the one that cancels.</summary>
    /// <remarks>
    /// As every wait of .NET, it continues on the thread pool instead when the cancelling thread has a <see cref="SynchronizationContext"/>, and test frameworks install
    /// one: cancel from inside <see cref="Run(Func{Task})"/> or from a timer to stay on the one thread.
    /// </remarks>
    /// <param name="delay">How long, in the range of <see cref="CreateTimer"/>; infinite waits for cancellation.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/> that carries it.</param>
    /// <returns>A task that ends with the wait; for a delay of zero, an ended one.</returns>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken = default) => Wait.ForAsync(this, delay, cancellationToken);

    // A context or a second mover would take continuations off this thread, and with them the order of things.
    private void Move(Action movement)
    {
        int mover = Interlocked.CompareExchange(ref _mover, Environment.CurrentManagedThreadId, 0);
        if (mover != 0 && mover != Environment.CurrentManagedThreadId)
            throw new InvalidOperationException($"Thread {mover} is moving this time already. Advance and Run are for one thread at a time: give every test its own ManualTimeProvider.");
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            movement();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
            if (mover == 0) Volatile.Write(ref _mover, 0);
        }
    }

    private void FireUntil(long target)
    {
        while (TryTakeNext(target, standAtTarget: true, out ManualTimer? timer)) timer.Fire();
    }

    private void FireWhileRunning(Task body, long limit)
    {
        while (!body.IsCompleted)
        {
            if (TryTakeNext(limit, standAtTarget: false, out ManualTimer? timer)) timer.Fire();
            else if (!body.IsCompleted) throw new InvalidOperationException(Stuck());
        }
    }

    private bool TryTakeNext(long target, bool standAtTarget, [NotNullWhen(true)] out ManualTimer? timer)
    {
        lock (_gate)
        {
            bool taken = _timers.TryTake(target, out timer, out long due);
            MoveTo(taken ? due : standAtTarget ? target : _now);
            if (!taken) return false;
            if (++_firingsAtThisInstant > MaxFiringsAtOneInstant)
                throw new InvalidOperationException($"{MaxFiringsAtOneInstant} timers fired at {GetUtcNow():O} and more are due: something arms a timer with a wait of zero again and again.");
            if (timer!.Period > 0) _timers.Arm(timer, due + timer.Period);
            return true;
        }
    }

    // A callback that moved the time has perhaps moved it past the target.
    private void MoveTo(long instant)
    {
        if (instant <= _now) return;
        Volatile.Write(ref _now, instant);
        _firingsAtThisInstant = 0;
    }

    private string Stuck() => NextDue is { } next
        ? string.Create(CultureInfo.InvariantCulture, $"The body has not ended within {RunLimit} of virtual time; the next timer is due in {next}. If it should wait that long, raise RunLimit; otherwise look for a wait or a loop without an end.")
        : string.Create(CultureInfo.InvariantCulture, $"The body has not ended after {Elapsed} of virtual time and no timer is armed: it waits for something outside this clock. Look for Task.Delay or a library without this TimeProvider, Task.Run, Task.Yield, real I/O, or a signal that nobody gives; a body with such work is driven with Advance instead.");
}
