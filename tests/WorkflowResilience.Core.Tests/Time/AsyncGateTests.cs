using WorkflowResilience.Testing;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Time;

[TestFixture]
public sealed class AsyncGateTests
{
    [Test]
    public void It_agrees_with_a_naive_gate_for_any_sequence()
    {
        for (int seed = 0; seed < 150; seed++) Compare(seed);
    }

    [Test]
    public void Nobody_overtakes_those_in_line()
    {
        var gate = new AsyncGate(new Clock(new ManualTimeProvider()), 1, 10);
        gate.TryEnter().Should().BeTrue();
        Task<GateEntry> first = gate.EnterAsync(long.MaxValue, CancellationToken.None).AsTask();
        gate.TryEnter().Should().BeFalse();
        gate.Exit();

        first.Wait(TimeSpan.FromSeconds(10)).Should().BeTrue();
        gate.TryEnter().Should().BeFalse("the place went to the first in line");
        gate.Held.Should().Be(1);
    }

    [Test]
    public void A_timer_that_comes_too_early_ends_no_wait()
    {
        var time = new HandTimeProvider();
        var gate = new AsyncGate(new Clock(time), 1, 10);
        gate.TryEnter();
        Task<GateEntry> wait = gate.EnterAsync(TimeSpan.TicksPerSecond, CancellationToken.None).AsTask();

        time.Now = TimeSpan.TicksPerSecond - 1;
        time.Timers[0].Fire();
        wait.IsCompleted.Should().BeFalse();
        time.Now = TimeSpan.TicksPerSecond;
        time.Timers[0].Fire();
        wait.Result.Should().Be(GateEntry.TimedOut);
        time.Timers[0].Disposed.Should().BeTrue();
    }

    [Test]
    public void A_deadline_that_has_passed_ends_the_wait_at_the_first_chance()
    {
        var time = new ManualTimeProvider();
        time.Advance(TimeSpan.FromSeconds(5));
        var gate = new AsyncGate(new Clock(time), 1, 10);
        gate.EnterAsync(1, CancellationToken.None).AsTask().Result.Should().Be(GateEntry.Entered, "there is a place, so nothing is waited for");
        time.Run(async () => (await gate.EnterAsync(1, CancellationToken.None)).Should().Be(GateEntry.TimedOut));
        time.Elapsed.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Test]
    [CancelAfter(120_000)]
    public void On_many_threads_no_more_than_the_capacity_are_in_and_no_place_is_lost()
    {
        const int Capacity = 3;
        int seed = Environment.TickCount;
        var clock = new Clock(TimeProvider.System);
        var gate = new AsyncGate(clock, Capacity, int.MaxValue);
        int inside = 0, peak = 0, entered = 0, left = 0;
        Task[] tasks = [.. Enumerable.Range(0, 12).Select(n => Task.Run(async () =>
        {
            var random = new Random(seed + n);
            for (int i = 0; i < 1500; i++)
            {
                using var source = new CancellationTokenSource();
                if (random.Next(4) == 0) ThreadPool.UnsafeQueueUserWorkItem(_ => TryCancel(source), null);
                long deadline = random.Next(3) == 0 ? clock.Now + clock.Ticks(TimeSpan.FromMicroseconds(random.Next(1000))) : long.MaxValue;
                if (await gate.EnterAsync(deadline, source.Token) != GateEntry.Entered)
                {
                    Interlocked.Increment(ref left);
                    continue;
                }

                int now = Interlocked.Increment(ref inside);
                for (int seen = peak; now > seen; seen = peak) Interlocked.CompareExchange(ref peak, now, seen);
                Interlocked.Increment(ref entered);
                if (random.Next(20) == 0) await Task.Yield();
                Interlocked.Decrement(ref inside);
                gate.Exit();
            }
        }))];
        Task.WaitAll(tasks, TimeSpan.FromSeconds(100)).Should().BeTrue("nobody waits for ever, seed {0}", seed);

        peak.Should().BeLessThanOrEqualTo(Capacity, "seed {0}", seed);
        (entered + left).Should().Be(12 * 1500);
        gate.Held.Should().Be(0);
        gate.Queued.Should().Be(0);
    }

    private static void TryCancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The wait was over before.
        }
    }

    private static void Compare(int seed)
    {
        var random = new Random(seed);
        int capacity = 1 + random.Next(4), maxQueued = random.Next(6);
        var time = new ManualTimeProvider();
        var gate = new AsyncGate(new Clock(time), capacity, maxQueued);
        var naive = new NaiveGate(capacity, maxQueued);
        Dictionary<int, string> ended = [];
        Dictionary<int, CancellationTokenSource> sources = [];
        time.Run(async () =>
        {
            List<Task> waiting = [];
            for (int step = 0; step < 200; step++)
            {
                switch (random.Next(8))
                {
                    case < 3:
                        long deadline = random.Next(3) == 0 ? long.MaxValue : time.GetTimestamp() + 1 + random.Next(40);
                        sources[step] = new CancellationTokenSource();
                        naive.Enter(step, deadline);
                        waiting.Add(EnterAsync(step, deadline));
                        break;
                    case < 5 when naive.Inside.Count > 0:
                        naive.Exit(naive.Inside.Order().ElementAt(random.Next(naive.Inside.Count)));
                        gate.Exit();
                        break;
                    case 5 when sources.Count > 0:
                        int who = sources.Keys.Order().ElementAt(random.Next(sources.Count));
                        naive.Cancel(who);
                        sources[who].Cancel();
                        break;
                    case 6 when random.Next(4) == 0:
                        (int size, int line) = (1 + random.Next(4), random.Next(6));
                        naive.Resize(size, line);
                        gate.Resize(size, line);
                        break;
                    case 7:
                        long to = time.GetTimestamp() + random.Next(20);
                        for (long t = time.GetTimestamp() + 1; t <= to; t++)
                        {
                            time.Advance(TimeSpan.FromTicks(1));
                            naive.TimeIs(t);
                        }

                        break;
                }

                ended.Should().BeEquivalentTo(naive.Ended, "seed {0}, step {1}", seed, step);
                gate.Held.Should().Be(naive.Inside.Count, "seed {0}, step {1}", seed, step);
                gate.Queued.Should().Be(naive.Queued, "seed {0}, step {1}", seed, step);
            }
        });

        async Task EnterAsync(int who, long deadline) => ended[who] = (await gate.EnterAsync(deadline, sources[who].Token)).ToString();
    }
}
