using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// What one attempt needs to be stopped: a token linked to the caller's, a timer for deadline and grace, and a race between the delegate's end and being abandoned.
/// Reused for attempt after attempt.
/// </summary>
/// <remarks>
/// The timer is armed lazily: beginning an attempt stores its deadline, and only when no armed timer fires in time is it armed anew. The callback looks whether
/// the deadline of the attempt now running has passed, and re-arms for the rest when it has not. So an attempt that ends quickly touches no timer.
/// Whoever wants to stop an attempt names the turn it saw, so a late callback cannot touch a later attempt. Attempts begin and end far more often than timers fire
/// or callers cancel, so the fences are on that side (<see cref="Interlocked.MemoryBarrierProcessWide"/>). A slot whose token was cancelled, or whose caller
/// registration ran, is not used again.
/// </remarks>
[SuppressMessage("Usage", "CA2213", Justification = "The token source has no timer and no wait handle; disposing it could meet a Cancel() that still runs.")]
internal sealed class AttemptSlot : IDisposable
{
    internal const long TimerFired = 1, CallerFired = 2;
    private const int NoRace = 0, RaceOpen = 1, RaceEnded = 2, RaceAbandoned = 3, LateEnd = 4;

    private readonly Clock _clock;
    private readonly CancellationTokenSource _source = new();
    private readonly Lock _arming = new();
    private readonly Action _onDelegateEnded;
    private readonly ITimer _timer;
    private CancellationTokenRegistration _registration;
    private Action? _continuation;
    private Action? _late;
    // Odd while an attempt runs; every beginning and every end adds one, so it also tells attempts apart.
    private long _turn;
    private long _fired;
    private long _deadline;
    private long _grace;
    private long _abandonAt;
    private long _armedUntil = long.MaxValue;
    private int _raceState;
    private bool _deciding;
    private bool _graceOver;
    private bool _registered;

    internal AttemptSlot(SlotPool pool, Clock clock)
    {
        Pool = pool;
        _clock = clock;
        Token = _source.Token;
        _onDelegateEnded = OnDelegateEnded;
        _timer = clock.CreateTimer(static state => ((AttemptSlot)state!).OnTimer(), this);
    }

    /// <summary>Where it belongs when it is not in use.</summary>
    internal SlotPool Pool { get; }

    /// <summary>The token the delegate gets.</summary>
    internal CancellationToken Token { get; }

    /// <summary>Tells the attempt that runs now from all others of the slot.</summary>
    internal long Turn => Volatile.Read(ref _turn);

    public void Dispose() => _timer.Dispose();

    /// <summary>Begins an attempt; its token and timer are live when this returns.</summary>
    /// <param name="deadline">When the timer fires; <see cref="long.MaxValue"/>: never.</param>
    /// <param name="grace">Ticks between the first of deadline and cancellation and being abandoned; <see cref="long.MaxValue"/>: never.</param>
    /// <param name="caller">The caller's token.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Begin(long deadline, long grace, CancellationToken caller)
    {
        _deadline = deadline;
        _grace = grace;
        _abandonAt = long.MaxValue;
        _raceState = NoRace;

        // No fence here: the timer's callback makes one for the whole process. Either it sees this attempt, or the next line sees that it has disarmed.
        Volatile.Write(ref _turn, _turn + 1);
        if (deadline < Volatile.Read(ref _armedUntil)) Arm();
        if (caller.CanBeCanceled) Register(caller);
    }

    /// <summary>Ends the attempt.</summary>
    /// <returns>Which of <see cref="TimerFired"/> and <see cref="CallerFired"/> happened while it ran.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long End()
    {
        // Likewise: either who is deciding to fire sees that this attempt has ended, or it is seen here that somebody decides.
        Volatile.Write(ref _turn, _turn + 1);
        return Volatile.Read(ref _deciding) ? FiredWhenDecided() : Volatile.Read(ref _fired);
    }

    /// <summary>Whether the slot may serve another attempt. Call once, after <see cref="End"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Reset(long fired)
    {
        bool quiet = fired == 0;
        if (_registered)
        {
            _registered = false;
            quiet &= _registration.Unregister();
            _registration = default;
        }

        // Registrations that the delegate left behind on the token must not fire for a later attempt.
        return quiet && _source.TryReset();
    }

    /// <summary>Waits for the delegate to end or to be abandoned. Await it once; gives true when the delegate ended, false when it was abandoned.</summary>
    internal AttemptRace<T> Race<T>(ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter pending) => new(this, pending);

    internal bool HasEnded => Volatile.Read(ref _raceState) == RaceEnded;

    /// <summary>Opens the race: <paramref name="continuation"/> runs once, when the delegate ends or is abandoned.</summary>
    internal void Start<T>(ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter pending, Action continuation)
    {
        _continuation = continuation;
        _late = null;

        // The grace may have run out while the delegate still held its thread: either the timer's callback finds the race open, or it is seen here.
        Interlocked.Exchange(ref _raceState, RaceOpen);
        pending.UnsafeOnCompleted(_onDelegateEnded);
        if (Volatile.Read(ref _graceOver)) Abandon();
    }

    /// <summary>Says what to do when an abandoned delegate ends after all; done at once if it has ended already.</summary>
    internal void WhenLate(Action late)
    {
        _late = late;
        if (Interlocked.CompareExchange(ref _raceState, LateEnd, RaceAbandoned) != RaceAbandoned) late();
    }

    private void OnDelegateEnded()
    {
        if (Interlocked.CompareExchange(ref _raceState, RaceEnded, RaceOpen) == RaceOpen)
        {
            _continuation!();
            return;
        }

        // Abandoned: either the late handler is there already, or WhenLate finds that the delegate has ended.
        if (Interlocked.CompareExchange(ref _raceState, RaceEnded, RaceAbandoned) != RaceAbandoned) _late!();
    }

    private void Abandon()
    {
        if (Interlocked.CompareExchange(ref _raceState, RaceAbandoned, RaceOpen) == RaceOpen) _continuation!();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Register(CancellationToken caller)
    {
        _registered = true;
        _registration = caller.UnsafeRegister(static state => ((AttemptSlot)state!).OnCallerCancelled(), this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Arm()
    {
        lock (_arming) ArmLocked(_deadline);
    }

    private void ArmLocked(long due)
    {
        if (due >= _armedUntil) return;
        _armedUntil = due;
        long rest = due - _clock.Now;
        _timer.Change(rest <= 0 ? TimeSpan.Zero : _clock.Span(rest), Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        bool cancel = false, abandon = false;
        lock (_arming)
        {
            Volatile.Write(ref _armedUntil, long.MaxValue);
            Interlocked.MemoryBarrierProcessWide();
            long turn = Volatile.Read(ref _turn);
            if (!IsRunning(turn)) return;
            long deadline = _deadline, now = _clock.Now;
            if (_fired != 0)
            {
                if (now < _abandonAt) ArmAgainLocked(_abandonAt, now);
                else abandon = true;
            }
            else if (now < deadline) ArmAgainLocked(deadline, now);
            else if (TryFireLocked(turn, TimerFired))
            {
                StartGraceLocked(deadline);
                cancel = true;
            }
        }

        if (cancel) Cancel();
        if (!abandon) return;

        // Never reset: a slot whose timer has fired serves no other attempt.
        Volatile.Write(ref _graceOver, true);
        Interlocked.MemoryBarrier();
        Abandon();
    }

    /// <summary>Cancels an attempt as its caller would. Does nothing when that attempt has ended.</summary>
    /// <param name="turn">The attempt's <see cref="Turn"/>.</param>
    internal void Cancel(long turn)
    {
        lock (_arming)
        {
            if (Volatile.Read(ref _turn) != turn || !IsRunning(turn) || !TryFireLocked(turn, CallerFired)) return;
            if ((_fired & TimerFired) == 0) StartGraceLocked(Math.Min(_deadline, _clock.Now));
        }

        Cancel();
    }

    private void OnCallerCancelled() => Cancel(Turn);

    private static bool IsRunning(long turn) => (turn & 1) != 0;

    // Decides between an attempt's end and what would stop it. The end is written without a fence, so this side, which is rare, makes one for the whole process:
    // afterwards either the end is visible here, or the decision is visible to the end.
    private bool TryFireLocked(long turn, long by)
    {
        Volatile.Write(ref _deciding, true);
        Interlocked.MemoryBarrierProcessWide();
        bool runs = Volatile.Read(ref _turn) == turn;
        if (runs) Volatile.Write(ref _fired, _fired | by);
        Volatile.Write(ref _deciding, false);
        return runs;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long FiredWhenDecided()
    {
        lock (_arming) return _fired;
    }

    private void StartGraceLocked(long from)
    {
        _abandonAt = _grace == long.MaxValue ? long.MaxValue : from + _grace;
        ArmLocked(_abandonAt);
    }

    private void ArmAgainLocked(long due, long now)
    {
        if (due >= _armedUntil || due == long.MaxValue) return;
        _armedUntil = due;
        _timer.Change(_clock.IsManual ? _clock.Span(due - now) : _clock.Rest(due - now), Timeout.InfiniteTimeSpan);
    }

    // What the delegate registered on its token runs here; if it throws, that is the host's, and neither the timer's thread nor the caller's Cancel() should see it.
    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (Exception e)
        {
            Pool.Report(e);
        }
    }
}
