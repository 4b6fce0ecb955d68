using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.ResilienceEventKinds;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Events;

[TestFixture]
public sealed class EventStreamTests
{
    private static ResilienceEvent Numbered(int number) => new() { Kind = StageSucceeded, Attempt = number };

    private static async Task<List<int>> ReadAsync(EventSubscription subscription, int atMost = int.MaxValue, CancellationToken token = default)
    {
        List<int> numbers = [];
        await foreach (ResilienceEvent e in subscription.ReadAllAsync(token))
        {
            numbers.Add(e.Attempt);
            if (numbers.Count == atMost) break;
        }

        return numbers;
    }

    [Test]
    public void A_reader_under_virtual_time_gets_each_event_when_it_happens_on_the_thread_that_moves_the_time()
    {
        List<string> story = [];
        List<int> threads = [];
        EventStream? stream = null;
        using var w = new Workbench(configure: o => o.Observers.Add(stream = new EventStream(RetryScheduled | StageSucceeded, timeProvider: o.TimeProvider)));
        int calls = 0;
        w.Time.Run(async () =>
        {
            using EventSubscription subscription = stream!.Subscribe();
            Task reading = Read(subscription);
            await w.Runner.RunAsync("r", async run => await run.StageAsync("Work", _ => ++calls < 3 ? throw new IOException("x") : default));
            stream.Dispose();
            await reading;
        });
        story.Should().Equal("RetryScheduled at 0", "RetryScheduled at 1", "StageSucceeded at 2", "end at 2");
        threads.Should().AllBeEquivalentTo(Environment.CurrentManagedThreadId);

        async Task Read(EventSubscription subscription)
        {
            await foreach (ResilienceEvent e in subscription.ReadAllAsync())
            {
                WorkflowRun.Current.Should().BeNull("a reader runs in its own context");
                story.Add($"{e.Kind} at {w.Time.Elapsed.TotalSeconds}");
                threads.Add(Environment.CurrentManagedThreadId);
            }

            story.Add($"end at {w.Time.Elapsed.TotalSeconds}");
        }
    }

    [Test]
    public async Task A_reader_on_the_systems_time_does_not_run_on_the_thread_that_tells()
    {
        using var stream = new EventStream();
        using EventSubscription subscription = stream.Subscribe();
        int reader = 0, teller = 0;
        Task reading = Task.Run(async () =>
        {
            await foreach (ResilienceEvent _ in subscription.ReadAllAsync())
            {
                reader = Environment.CurrentManagedThreadId;
                return;
            }
        });
        var thread = new Thread(() =>
        {
            teller = Environment.CurrentManagedThreadId;
            stream.OnEvent(Numbered(1));
        });
        SpinWait.SpinUntil(() => reading.Status == TaskStatus.WaitingForActivation);
        thread.Start();
        await reading;
        thread.Join();
        reader.Should().NotBe(0).And.NotBe(teller);
    }

    [Test]
    public async Task Each_subscriber_gets_what_happens_from_its_subscription_on()
    {
        var stream = new EventStream();
        stream.OnEvent(Numbered(1));
        using EventSubscription first = stream.Subscribe();
        stream.OnEvent(Numbered(2));
        using EventSubscription second = stream.Subscribe();
        stream.OnEvent(Numbered(3));
        stream.Subscribers.Should().Be(2);
        stream.Dispose();
        stream.OnEvent(Numbered(4));
        (await ReadAsync(first)).Should().Equal(2, 3);
        (await ReadAsync(second)).Should().Equal(3);
        stream.Subscribers.Should().Be(0);
    }

    [Test]
    public async Task A_full_buffer_drops_the_oldest_and_counts_them([Values(1, 3, 16, 17, 40)] int capacity)
    {
        var stream = new EventStream(capacity: capacity);
        using EventSubscription subscription = stream.Subscribe();
        for (int i = 1; i <= 100; i++) stream.OnEvent(Numbered(i));
        (subscription.Buffered, subscription.Dropped).Should().Be((capacity, 100 - capacity));
        (await ReadAsync(subscription, 1)).Should().Equal(101 - capacity);
        stream.OnEvent(Numbered(101));
        subscription.Dropped.Should().Be(100 - capacity, "there was a place");
        stream.Dispose();
        (await ReadAsync(subscription)).Should().Equal(Enumerable.Range(102 - capacity, capacity));
        subscription.Buffered.Should().Be(0);
    }

    [Test]
    public void Random_telling_and_reading_agrees_with_a_list([Random(5)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int capacity = random.Next(1, 50), dropped = 0;
        var time = new ManualTimeProvider();
        var model = new List<int>();
        using var stream = new EventStream(capacity: capacity, timeProvider: time);
        using EventSubscription subscription = stream.Subscribe();
        for (int i = 0; i < 2000; i++)
        {
            if (random.Next(100) < 55)
            {
                model.Add(i);
                stream.OnEvent(Numbered(i));
                if (model.Count > capacity)
                {
                    model.RemoveAt(0);
                    dropped++;
                }
            }
            else if (model.Count > 0)
            {
                int take = random.Next(1, model.Count + 1);
                time.Run(() => ReadAsync(subscription, take)).Should().Equal(model.Take(take));
                model.RemoveRange(0, take);
            }

            (subscription.Buffered, subscription.Dropped).Should().Be((model.Count, dropped));
        }
    }

    [Test]
    public async Task Disposing_a_subscription_ends_its_reader_and_counts_what_is_unread_as_dropped()
    {
        using var stream = new EventStream();
        EventSubscription waiting = stream.Subscribe(), unread = stream.Subscribe();
        Task<List<int>> reading = ReadAsync(waiting);
        reading.IsCompleted.Should().BeFalse();
        waiting.Dispose();
        (await reading).Should().BeEmpty();
        stream.OnEvent(Numbered(1));
        stream.OnEvent(Numbered(2));
        unread.Dispose();
        unread.Dispose();
        stream.OnEvent(Numbered(3));
        (unread.Dropped, unread.Buffered, waiting.Dropped, stream.Subscribers).Should().Be((2, 0, 0, 0));
        (await ReadAsync(unread)).Should().BeEmpty();
    }

    [Test]
    public async Task Disposing_the_stream_ends_every_reader_and_no_subscription_comes_after()
    {
        var stream = new EventStream();
        using EventSubscription first = stream.Subscribe(), second = stream.Subscribe();
        Task<List<int>> a = ReadAsync(first), b = ReadAsync(second);
        stream.Dispose();
        stream.Dispose();
        (await a).Should().BeEmpty();
        (await b).Should().BeEmpty();
        stream.Invoking(s => s.Subscribe()).Should().Throw<ObjectDisposedException>();
    }

    [Test]
    public async Task A_runner_that_is_disposed_does_not_end_a_stream_that_others_use_and_the_streams_end_ends_its_readers()
    {
        var stream = new EventStream(StageSucceeded);
        using EventSubscription subscription = stream.Subscribe();
        using var other = new Workbench(configure: o => o.Observers.Add(stream));
        using (var w = new Workbench(configure: o => o.Observers.Add(stream))) w.Try(_ => default);
        Task<List<int>> reading = ReadAsync(subscription);
        other.Try(_ => default);
        SpinWait.SpinUntil(() => subscription.Buffered == 0);
        reading.IsCompleted.Should().BeFalse();
        stream.Dispose();
        (await reading).Should().Equal(1, 1);
    }

    [Test]
    public async Task Cancellation_ends_the_enumeration_with_its_token_and_what_is_buffered_stays()
    {
        using var stream = new EventStream();
        using EventSubscription subscription = stream.Subscribe();
        using var cancelling = new CancellationTokenSource();
        Func<Task> reading = () => ReadAsync(subscription, token: cancelling.Token);
        Task waiting = reading();
        await cancelling.CancelAsync();
        (await waiting.Awaiting(t => t).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancelling.Token);
        stream.OnEvent(Numbered(1));
        await reading.Should().ThrowAsync<OperationCanceledException>();
        (await ReadAsync(subscription, 1)).Should().Equal(1);
    }

    [Test]
    public async Task A_second_reader_at_once_is_refused_and_one_after_another_goes_on()
    {
        using var stream = new EventStream();
        using EventSubscription subscription = stream.Subscribe();
        Task<List<int>> first = ReadAsync(subscription, 2);
        await subscription.Awaiting(s => ReadAsync(s)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*EventStream.Subscribe()*");
        for (int i = 1; i <= 3; i++) stream.OnEvent(Numbered(i));
        (await first).Should().Equal(1, 2);
        (await ReadAsync(subscription, 1)).Should().Equal(3);
    }

    [TestCase(0)]
    [TestCase(1_000_001)]
    public void A_capacity_has_bounds(int capacity) => FluentActions.Invoking(() => new EventStream(capacity: capacity)).Should().Throw<ArgumentOutOfRangeException>();

    [Test]
    public void Nothing_is_allocated_without_a_subscriber_or_when_a_subscriber_is_full()
    {
        using var stream = new EventStream(capacity: 64);
        Allocated(stream).Should().Be(0);
        using EventSubscription subscription = stream.Subscribe();
        Allocated(stream).Should().Be(0);
        subscription.Buffered.Should().Be(64);

        static long Allocated(EventStream stream)
        {
            long least = long.MaxValue;
            for (int round = 0; round < 5; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 1000; i++) stream.OnEvent(Numbered(i));
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return least;
        }
    }

    [Test]
    public async Task Under_real_threads_every_event_is_read_or_dropped_or_buffered_and_each_teller_is_heard_in_order()
    {
        const int Tellers = 4, Each = 50_000;
        using var stream = new EventStream(capacity: 100);
        EventSubscription[] subscriptions = [.. Enumerable.Range(0, 3).Select(_ => stream.Subscribe())];
        using var stop = new CancellationTokenSource();
        Task<long>[] readers = [.. subscriptions.Select((s, i) => Task.Run(() => CountAsync(s, slow: i == 2, stop.Token)))];
        Thread[] tellers = [.. Enumerable.Range(0, Tellers).Select(t => new Thread(() =>
        {
            for (int i = 1; i <= Each; i++) stream.OnEvent(new ResilienceEvent { Kind = StageSucceeded, Attempt = i, Timestamp = t });
        }))];
        foreach (Thread t in tellers) t.Start();
        foreach (Thread t in tellers) t.Join();
        await stop.CancelAsync();
        long[] received = await Task.WhenAll(readers);
        for (int i = 0; i < subscriptions.Length; i++)
            (received[i] + subscriptions[i].Dropped + subscriptions[i].Buffered).Should().Be(Tellers * Each, $"reader {i} got {received[i]} and lost {subscriptions[i].Dropped}");
        received.Should().OnlyContain(r => r > 0);

        static async Task<long> CountAsync(EventSubscription subscription, bool slow, CancellationToken token)
        {
            long count = 0;
            int[] last = new int[Tellers];
            try
            {
                await foreach (ResilienceEvent e in subscription.ReadAllAsync(token))
                {
                    count++;
                    if (e.Attempt <= last[e.Timestamp]) throw new AssertionException($"{e.Attempt} came after {last[e.Timestamp]}");
                    last[e.Timestamp] = e.Attempt;
                    if (slow) Thread.SpinWait(200);
                }
            }
            catch (OperationCanceledException)
            {
                return count;
            }

            return count;
        }
    }
}
