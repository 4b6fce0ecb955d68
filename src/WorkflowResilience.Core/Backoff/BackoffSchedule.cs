namespace WorkflowResilience;

/// <summary>
/// How long to wait after an attempt has failed. Pure data and pure arithmetic: the same arguments give the same wait. Overflow saturates at the cap; zero stays zero.
/// </summary>
/// <remarks>Immutable and thread-safe. Bounds are checked when a policy is validated, not here.</remarks>
public abstract partial record BackoffSchedule
{
    private BackoffSchedule() { }

    /// <summary>The longest wait any schedule gives, and the cap of one that names none: 30 days.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(30);

    /// <summary>No wait gets longer than this. Default <see cref="Longest"/>.</summary>
    public TimeSpan Max { get; init; } = Longest;

    /// <summary>How waits are spread.</summary>
    public Jitter Jitter { get; init; } = Jitter.None;

    /// <summary>The same wait after every attempt. No jitter unless given.</summary>
    /// <param name="interval">The wait.</param>
    /// <param name="jitter">How it is spread.</param>
    /// <returns>The schedule.</returns>
    public static BackoffSchedule Fixed(TimeSpan interval, Jitter? jitter = null) =>
        new FixedBackoff(interval) { Jitter = jitter ?? Jitter.None };

    /// <summary><paramref name="increment"/> after the first attempt, twice that after the second, and so on. No jitter unless given.</summary>
    /// <param name="increment">The first wait.</param>
    /// <param name="max">The cap.</param>
    /// <param name="jitter">How waits are spread.</param>
    /// <returns>The schedule.</returns>
    public static BackoffSchedule Linear(TimeSpan increment, TimeSpan? max = null, Jitter? jitter = null) =>
        new LinearBackoff(increment) { Max = max ?? Longest, Jitter = jitter ?? Jitter.None };

    /// <summary><paramref name="initial"/> after the first attempt, then each wait <paramref name="factor"/> times the one before. Full jitter unless given.</summary>
    /// <param name="initial">The first wait.</param>
    /// <param name="factor">The growth. Above 1. Default 2.</param>
    /// <param name="max">The cap.</param>
    /// <param name="jitter">How waits are spread.</param>
    /// <returns>The schedule.</returns>
    public static BackoffSchedule Exponential(TimeSpan initial, double factor = 2, TimeSpan? max = null, Jitter? jitter = null) =>
        new ExponentialBackoff(initial, factor) { Max = max ?? Longest, Jitter = jitter ?? Jitter.Full };

    /// <summary>1, 1, 2, 3, 5, 8 … times <paramref name="unit"/>. Full jitter unless given.</summary>
    /// <param name="unit">The first wait.</param>
    /// <param name="max">The cap.</param>
    /// <param name="jitter">How waits are spread.</param>
    /// <returns>The schedule.</returns>
    public static BackoffSchedule Fibonacci(TimeSpan unit, TimeSpan? max = null, Jitter? jitter = null) =>
        new FibonacciBackoff(unit) { Max = max ?? Longest, Jitter = jitter ?? Jitter.Full };

    /// <summary>The listed waits in turn; the last one repeats. No jitter: use <c>with</c> to give one.</summary>
    /// <param name="delays">The waits; at least one.</param>
    /// <returns>The schedule.</returns>
    public static BackoffSchedule Table(params IReadOnlyList<TimeSpan> delays) => new TableBackoff(delays);

    /// <summary>From <paramref name="initial"/> to three times the wait before ("decorrelated jitter", AWS 2015). Takes no other jitter.</summary>
    /// <param name="initial">The shortest wait.</param>
    /// <param name="max">The cap.</param>
    /// <returns>The schedule.</returns>
    public static BackoffSchedule Decorrelated(TimeSpan initial, TimeSpan? max = null) => new DecorrelatedBackoff(initial) { Max = max ?? Longest };

    /// <summary>Waits that code computes. It should be pure. What it throws is reported and counts as no wait.</summary>
    /// <param name="name">A name that stands for the code in texts and comparisons.</param>
    /// <param name="delay">Gives the wait from the failed attempt (from 1), the wait before (zero at first) and a number from [0, 1).</param>
    /// <param name="max">The cap.</param>
    /// <returns>The schedule.</returns>
    public static BackoffSchedule Custom(string name, Func<int, TimeSpan, double, TimeSpan> delay, TimeSpan? max = null) =>
        new CustomBackoff(name, delay) { Max = max ?? Longest };

    /// <summary>The wait after an attempt that failed.</summary>
    /// <param name="attempt">The attempt that failed, from 1; below 1 counts as 1.</param>
    /// <param name="previous">The wait before it; zero after the first attempt.</param>
    /// <param name="u">A number from [0, 1) that decides the jitter; 1 gives the bound that no draw exceeds.</param>
    /// <returns>The wait, to the nearest tick: never negative, never above <see cref="Max"/>.</returns>
    public TimeSpan Delay(int attempt, TimeSpan previous, double u)
    {
        double cap = Math.Clamp(Max.Ticks, 0, Longest.Ticks);
        return ToSpan(Draw(Math.Max(1, attempt), previous, u, cap), cap);
    }

    private protected virtual double Draw(int attempt, TimeSpan previous, double u, double cap)
    {
        double delay = Bare(attempt);
        return Jitter.Spread(Math.Min(double.IsNaN(delay) ? 0 : Math.Max(0, delay), cap), cap, u);
    }

    /// <summary>The wait in ticks before cap and jitter; may be infinite.</summary>
    private protected abstract double Bare(int attempt);

    // To the nearest tick: 10 s × 1.15 is a hair below 11.5 s in binary and should still be 11.5 s. The cap is whole, so rounding never passes it.
    private static TimeSpan ToSpan(double ticks, double cap) =>
        ticks >= cap ? TimeSpan.FromTicks((long)cap) : TimeSpan.FromTicks(Math.Max(0, (long)Math.Round(ticks)));

    /// <summary>The same wait after every attempt.</summary>
    /// <param name="Interval">The wait.</param>
    public sealed record FixedBackoff(TimeSpan Interval) : BackoffSchedule
    {
        private protected override double Bare(int attempt) => Interval.Ticks;
    }

    /// <summary>Waits that grow by the same amount.</summary>
    /// <param name="Increment">The first wait and the growth.</param>
    public sealed record LinearBackoff(TimeSpan Increment) : BackoffSchedule
    {
        private protected override double Bare(int attempt) => (double)Increment.Ticks * attempt;
    }

    /// <summary>Waits that grow by a factor.</summary>
    /// <param name="Initial">The first wait.</param>
    /// <param name="Factor">The growth, above 1.</param>
    public sealed record ExponentialBackoff(TimeSpan Initial, double Factor) : BackoffSchedule
    {
        // Zero times infinity is not a number; a schedule that starts at zero stays there.
        private protected override double Bare(int attempt) => Initial.Ticks == 0 ? 0 : Initial.Ticks * Power(Factor, attempt - 1);

        // Squaring instead of Math.Pow, whose last bit differs between platforms: multiplication does not, and it is exact as long as the result fits.
        private static double Power(double factor, int exponent)
        {
            double power = 1;
            for (double square = factor; exponent > 0; exponent >>= 1, square *= square)
            {
                if ((exponent & 1) != 0) power *= square;
            }

            return power;
        }
    }

    /// <summary>Waits that grow as the Fibonacci numbers 1, 1, 2, 3, 5 …</summary>
    /// <param name="Unit">The first wait.</param>
    public sealed record FibonacciBackoff(TimeSpan Unit) : BackoffSchedule
    {
        // The 66th number of ticks is already above the longest wait; up to the 78th a double is exact.
        private const int Enough = 70;

        private protected override double Bare(int attempt)
        {
            double current = 1, next = 1;
            for (int i = 1; i < Math.Min(attempt, Enough); i++) (current, next) = (next, current + next);
            return Unit.Ticks * current;
        }
    }

    /// <summary>Listed waits; the last repeats.</summary>
    public sealed record TableBackoff : BackoffSchedule
    {
        /// <summary>Creates the schedule.</summary>
        /// <param name="delays">The waits; at least one.</param>
        public TableBackoff(IReadOnlyList<TimeSpan> delays)
        {
            ArgumentNullException.ThrowIfNull(delays);
            Delays = [.. delays];
        }

        /// <summary>The waits.</summary>
        public IReadOnlyList<TimeSpan> Delays { get; }

        /// <inheritdoc/>
        public bool Equals(TableBackoff? other) => base.Equals(other) && Delays.SequenceEqual(other.Delays);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Delays.Count, Delays.Count == 0 ? default : Delays[^1]);

        private protected override double Bare(int attempt) => Delays.Count == 0 ? 0 : Delays[Math.Min(attempt, Delays.Count) - 1].Ticks;
    }

    /// <summary>Waits drawn from the wait before.</summary>
    /// <param name="Initial">The shortest wait.</param>
    public sealed record DecorrelatedBackoff(TimeSpan Initial) : BackoffSchedule
    {
        private protected override double Bare(int attempt) => Initial.Ticks;

        private protected override double Draw(int attempt, TimeSpan previous, double u, double cap)
        {
            double low = Math.Min(Math.Max(0, Initial.Ticks), cap);
            double high = Math.Min(cap, 3.0 * Math.Max(low, previous.Ticks));
            return low + ((high - low) * u);
        }
    }

    /// <summary>Waits that code computes.</summary>
    /// <param name="Name">What stands for the code in texts.</param>
    /// <param name="Compute">The code.</param>
    public sealed record CustomBackoff(string Name, Func<int, TimeSpan, double, TimeSpan> Compute) : BackoffSchedule
    {
        /// <summary>Compares all but the code, for which the name stands.</summary>
        /// <param name="other">The other schedule.</param>
        /// <returns>Whether they say the same.</returns>
        public bool Equals(CustomBackoff? other) => base.Equals(other) && string.Equals(Name, other.Name, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Name);

        private protected override double Bare(int attempt) => 0;

        private protected override double Draw(int attempt, TimeSpan previous, double u, double cap) => Compute(attempt, previous, u).Ticks;
    }
}
