using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.CircuitBreaking;

[TestFixture]
public sealed class ConcurrencyTests
{
    private static readonly int Threads = Math.Max(4, Environment.ProcessorCount);

    [Test]
    public void No_success_is_lost_however_many_threads_count_them()
    {
        const int Each = 250_000;
        TestCircuit circuit = TestCircuit.AtRatio(1, throughput: int.MaxValue);
        long start = circuit.Now;
        Race(thread =>
        {
            for (int i = 0; i < Each; i++)
            {
                // All within the window, but in changing steps and out of order.
                long now = start + TimeSpan.FromSeconds((i + thread) % 9).Ticks;
                circuit.Breaker.TryEnter(now, out CircuitPermit permit, out _, out _);
                if (i % 100 == 99) circuit.Breaker.Fail(permit, now, 0, true);
                else circuit.Breaker.Succeed(permit, now, 0);
            }
        });
        CircuitSnapshot snapshot = circuit.Breaker.Snapshot();
        snapshot.Calls.Should().Be(Each * Threads);
        snapshot.Failures.Should().Be(Each / 100 * Threads);
    }

    [Test]
    public void It_opens_exactly_at_the_threshold_when_threads_fail_together()
    {
        const int Each = 500;
        for (int round = 0; round < 50; round++)
        {
            TestCircuit circuit = TestCircuit.AfterFailures(Each * Threads);
            CircuitPermit last = circuit.Enter();
            Race(thread =>
            {
                for (int i = thread == 0 ? 1 : 0; i < Each; i++) circuit.Fail(circuit.Enter());
            });
            circuit.State.Should().Be(CircuitState.Closed, "one failure is missing");
            circuit.Fail(last);
            circuit.State.Should().Be(CircuitState.Open);
        }
    }

    [Test]
    public void It_opens_once_when_more_threads_fail_than_it_takes()
    {
        for (int round = 0; round < 200; round++)
        {
            TestCircuit circuit = TestCircuit.AfterFailures(Threads + 1);
            Race(thread =>
            {
                for (int i = 0; i < 4; i++)
                {
                    if (circuit.Breaker.TryEnter(circuit.Now, out CircuitPermit permit, out _, out _)) circuit.Fail(permit);
                }
            });
            circuit.Transitions.Should().ContainSingle();
            circuit.Breaker.Snapshot().Openings.Should().Be(1);
        }
    }

    [Test]
    public void A_success_among_failures_is_not_lost()
    {
        const int Rounds = 2_000, Before = 3;
        TestCircuit circuit = TestCircuit.AfterFailures(int.MaxValue - 1);
        CircuitPermit permit = circuit.Enter();
        int begun = 0, done = 0;
        Thread other = new(() =>
        {
            for (int round = 1; round <= Rounds; round++)
            {
                Await(ref begun, round);
                circuit.Succeed(permit);
                Volatile.Write(ref done, round);
            }
        })
        { IsBackground = true };
        other.Start();
        int lost = 0;
        for (int round = 1; round <= Rounds; round++)
        {
            for (int i = 0; i < Before; i++) circuit.Fail(permit);
            Volatile.Write(ref begun, round);
            int meanwhile = 0;
            for (; Volatile.Read(ref done) < round; meanwhile++) circuit.Fail(permit);
            lost += circuit.Breaker.Snapshot().ConsecutiveFailures > meanwhile ? 1 : 0;
        }

        other.Join();
        lost.Should().Be(0, "a success ends a row that began {0} failures before it", Before);
    }

    [Test]
    public void Never_more_probes_run_than_permitted()
    {
        const int Permits = 3;
        TestCircuit circuit = TestCircuit.AfterFailures(1, Permits, int.MaxValue);
        circuit.Fail().Wait(60);
        int running = 0, most = 0, probes = 0;
        Race(thread =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                if (!circuit.Breaker.TryEnter(circuit.Now, out CircuitPermit permit, out long retryAfter, out _))
                {
                    if (retryAfter <= 0) most = int.MaxValue;
                    continue;
                }

                int now = Interlocked.Increment(ref running);
                if (now > Volatile.Read(ref most)) Volatile.Write(ref most, now);
                Interlocked.Increment(ref probes);
                Thread.SpinWait((i + thread) % 40);
                Interlocked.Decrement(ref running);
                if ((i + thread) % 2 == 0) circuit.Succeed(permit);
                else circuit.Release(permit);
            }
        });
        TestContext.Out.WriteLine($"{probes} probes, at most {most} at once");
        most.Should().BeInRange(1, Permits);
        circuit.Breaker.Snapshot().ProbesRunning.Should().Be(0);
        for (int i = 0; i < Permits; i++) circuit.Enter();
        circuit.Refused();
    }

    [Test]
    public void Late_results_from_many_threads_change_nothing()
    {
        TestCircuit circuit = new(new CircuitBreakerPolicy { ConsecutiveFailures = 1, FailureRatio = 0.01, MinimumThroughput = 1, SlowCallRatio = 0.01 });
        CircuitPermit[] late = [.. Enumerable.Range(0, 1000).Select(_ => circuit.Enter())];
        circuit.Breaker.Reset();
        Race(thread =>
        {
            for (int i = thread; i < late.Length; i += Threads)
            {
                if (i % 3 == 0) circuit.Fail(late[i]);
                else circuit.Succeed(late[i], seconds: i % 3 == 1 ? 0 : 100);
            }
        });
        circuit.Breaker.Snapshot().Should().Be(default(CircuitSnapshot));
    }

    [Test]
    public void Under_everything_at_once_the_transitions_form_one_chain_and_the_circuit_works_afterwards()
    {
        StillTime time = new() { Now = 1 };
        Chain chain = new();
        CircuitBreakerPolicy policy = new()
        {
            ConsecutiveFailures = 3,
            FailureRatio = 0.5,
            SlowCallRatio = 0.9,
            SlowCallDuration = TimeSpan.FromSeconds(1),
            MinimumThroughput = 5,
            HalfOpenPermits = 2,
            SuccessThreshold = 2,
            OpenTime = BackoffSchedule.Custom("mine", (n, _, u) => n % 5 == 0 ? throw new NotSupportedException() : TimeSpan.FromMilliseconds(u)),
        };
        CircuitBreaker breaker = new(policy, new Clock(time), "Clone", 1, 5000, chain);
        Race(thread =>
        {
            Random random = new(thread);
            for (int i = 0; i < 100_000; i++)
            {
                long now = time.Now += random.Next(1000);
                if (random.Next(5000) == 0) breaker.Isolate();
                if (random.Next(500) == 0) breaker.Reset();
                if (random.Next(500) == 0) breaker.Reconfigure(policy with { MinimumThroughput = random.Next(1, 9), HalfOpenPermits = random.Next(1, 5) }, random.Next(1, 10_000));
                if (!breaker.TryEnter(now, out CircuitPermit permit, out long retryAfter, out bool isolated))
                {
                    if (retryAfter <= 0 != isolated) throw new InvalidOperationException($"refused for {retryAfter}");
                    continue;
                }

                if (random.Next(100) == 0) breaker.Snapshot();
                int outcome = random.Next(5);
                if (outcome == 0) breaker.Release(permit);
                else if (outcome < 3) breaker.Fail(permit, now, random.Next(20_000_000), outcome == 1);
                else breaker.Succeed(permit, now, random.Next(20_000_000));
            }
        });

        CircuitTransition[] transitions = [.. chain.Transitions.OrderBy(t => t.Generation)];
        TestContext.Out.WriteLine($"{transitions.Length} transitions");
        transitions.Length.Should().BeGreaterThan(1000);
        transitions.Select(t => t.Generation).Should().OnlyHaveUniqueItems();
        transitions.Skip(1).Zip(transitions).Where(pair => pair.First.From != pair.Second.To).Should().BeEmpty();
        transitions[0].From.Should().Be(CircuitState.Closed);
        transitions[^1].To.Should().Be(breaker.State);

        breaker.Reset();
        breaker.Reconfigure(policy with { FailureRatio = null, SlowCallRatio = null, OpenTime = BackoffSchedule.Fixed(TimeSpan.FromSeconds(1)) }, 10);
        for (int i = 0; i < 3; i++)
        {
            breaker.TryEnter(time.Now, out CircuitPermit permit, out _, out _).Should().BeTrue();
            breaker.Fail(permit, time.Now, 0, true);
        }

        breaker.State.Should().Be(CircuitState.Open);
    }

    private static void Await(ref int value, int round)
    {
        SpinWait spin = default;
        while (Volatile.Read(ref value) < round) spin.SpinOnce(sleep1Threshold: -1);
    }

    private static void Race(Action<int> work)
    {
        using Barrier start = new(Threads);
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                work(number);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join(TimeSpan.FromSeconds(60)).Should().BeTrue("no thread may hang");
        failure.Should().BeNull();
    }

    private sealed class Chain : ICircuitListener
    {
        private readonly Lock _gate = new();

        internal List<CircuitTransition> Transitions { get; } = [];

        public void OnTransition(in CircuitTransition transition)
        {
            lock (_gate) Transitions.Add(transition);
        }

        public void OnScheduleFailed(Exception exception)
        {
        }
    }
}
