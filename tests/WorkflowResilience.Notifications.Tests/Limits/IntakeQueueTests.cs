using System.Diagnostics;

namespace WorkflowResilience.Notifications.Tests.Limits;

internal sealed class IntakeQueueTests
{
    private static Notification Of(FailureSeverity severity, int number = 0, NotificationKind kind = NotificationKind.WorkflowFailed) =>
        new() { Kind = kind, Severity = severity, Summary = $"{number}", Attempts = number };

    [Test]
    public void Trap27_When_it_is_full_the_mildest_goes_and_is_counted()
    {
        var queue = new IntakeQueue(2);
        queue.Add(Of(FailureSeverity.High, 1)).Should().BeNull();
        queue.Add(Of(FailureSeverity.Low, 2)).Should().BeNull();
        queue.Add(Of(FailureSeverity.Critical, 3))!.Attempts.Should().Be(2);
        queue.Add(Of(FailureSeverity.Medium, 4))!.Attempts.Should().Be(4, "nothing milder waits");
        queue.DroppedOf(FailureSeverity.Low).Should().Be(1);
        queue.DroppedOf(FailureSeverity.Medium).Should().Be(1);
        Taken(queue).Should().Equal(1, 3);
    }

    [Test]
    public void The_end_of_an_incident_is_dropped_last_and_overtakes_nothing()
    {
        var queue = new IntakeQueue(2);
        queue.Add(Of(FailureSeverity.Fatal, 1));
        queue.Add(Of(FailureSeverity.Low, 2, NotificationKind.SystemRecovered));
        queue.Add(Of(FailureSeverity.Fatal, 3))!.Attempts.Should().Be(3);
        queue.Add(Of(FailureSeverity.Low, 4, NotificationKind.SystemRecovered))!.Attempts.Should().Be(1);
        Taken(queue).Should().Equal(2, 4);
    }

    [Test]
    public void What_is_taken_and_dropped_is_what_a_naive_list_says()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            int capacity = random.Next(1, 8);
            var queue = new IntakeQueue(capacity);
            List<(int Number, int Rank)> naive = [];
            for (int number = 1; number < 200; number++)
            {
                if (random.Next(5) == 0)
                {
                    int most = random.Next(4);
                    List<Notification> taken = [];
                    queue.Take(taken, most);
                    taken.Select(n => n.Attempts).Should().Equal(naive.Take(most).Select(n => n.Number), $"seed {seed}");
                    naive.RemoveRange(0, Math.Min(most, naive.Count));
                    continue;
                }

                int severity = random.Next(5);
                bool isEnd = random.Next(6) == 0;
                naive.Add((number, isEnd ? 9 : severity));
                int? dropped = null;
                if (naive.Count > capacity)
                {
                    int mildest = naive.Min(n => n.Rank);
                    int at = mildest == naive[^1].Rank ? naive.Count - 1 : naive.FindIndex(n => n.Rank == mildest);
                    dropped = naive[at].Number;
                    naive.RemoveAt(at);
                }

                Notification? gone = queue.Add(Of((FailureSeverity)severity, number, isEnd ? NotificationKind.SystemRecovered : NotificationKind.WorkflowFailed));
                (gone?.Attempts).Should().Be(dropped, $"seed {seed}, number {number}");
                queue.Count.Should().Be(naive.Count, $"seed {seed}");
            }
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task Many_threads_lose_nothing_that_is_not_counted(CancellationToken cancellationToken)
    {
        const int Threads = 4, Each = 20_000;
        var queue = new IntakeQueue(100);
        int taken = 0;
        int[] last = new int[Threads];
        Task consumer = Task.Run(
            async () =>
            {
                List<Notification> batch = [];
                while (await queue.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    batch.Clear();
                    queue.Take(batch, 64);
                    foreach (Notification notification in batch)
                    {
                        int thread = notification.Attempts % Threads, number = notification.Attempts / Threads;
                        if (number <= last[thread]) throw new InvalidOperationException("Out of order.");
                        last[thread] = number;
                        taken++;
                    }
                }
            },
            cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(t => Task.Run(
            () =>
            {
                for (int i = 1; i <= Each; i++) queue.Add(Of((FailureSeverity)(i % 5), (i * Threads) + t));
            },
            cancellationToken)));
        queue.Complete();
        await consumer;
        long dropped = Enum.GetValues<FailureSeverity>().Sum(queue.DroppedOf);
        (taken + dropped).Should().Be(Threads * Each);
    }

    [Test]
    public async Task A_completed_queue_gives_what_waits_and_takes_no_more()
    {
        var queue = new IntakeQueue(4);
        Task<bool> wait = queue.WaitAsync(CancellationToken.None);
        wait.IsCompleted.Should().BeFalse();
        queue.Add(Of(FailureSeverity.Low, 1));
        (await wait).Should().BeTrue();
        queue.Complete();
        queue.Add(Of(FailureSeverity.Fatal, 2))!.Attempts.Should().Be(2);
        (await queue.WaitAsync(CancellationToken.None)).Should().BeTrue();
        Taken(queue).Should().Equal(1);
        (await queue.WaitAsync(CancellationToken.None)).Should().BeFalse();
    }

    // One producer and one consumer, in turns with the bare channel, the median of the ratios.
    [Test, Explicit("A measure; run it alone.")]
    public async Task It_carries_at_least_half_of_what_a_bare_bounded_channel_does()
    {
        Notification notification = Of(FailureSeverity.High);
        List<double> ratios = [];
        for (int round = 0; round < 9; round++)
        {
            double bare = await RateOfChannelAsync(notification), ours = await RateOfQueueAsync(notification);
            TestContext.Out.WriteLine($"channel {bare / 1e6:F2} M/s, queue {ours / 1e6:F2} M/s, ratio {ours / bare:F2}");
            ratios.Add(ours / bare);
        }

        ratios.Sort();
        ratios[ratios.Count / 2].Should().BeGreaterThanOrEqualTo(0.5);
    }

    private const int Measured = 1_000_000;

    private static async Task<double> RateOfChannelAsync(Notification notification)
    {
        var channel = System.Threading.Channels.Channel.CreateBounded<Notification>(
            new System.Threading.Channels.BoundedChannelOptions(10_000) { SingleReader = true, SingleWriter = true });
        long start = Stopwatch.GetTimestamp();
        Task producer = Task.Run(async () =>
        {
            for (int i = 0; i < Measured; i++) await channel.Writer.WriteAsync(notification);
            channel.Writer.Complete();
        });
        int got = 0;
        while (await channel.Reader.WaitToReadAsync())
        {
            while (channel.Reader.TryRead(out _)) got++;
        }

        await producer;
        got.Should().Be(Measured);
        return Measured / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> RateOfQueueAsync(Notification notification)
    {
        var queue = new IntakeQueue(10_000);
        int got = 0, dropped = 0;
        long start = Stopwatch.GetTimestamp();
        Task producer = Task.Run(() =>
        {
            for (int i = 0; i < Measured; i++)
            {
                while (queue.Add(notification) is not null)
                {
                    dropped++;
                    Thread.Yield();
                }
            }

            queue.Complete();
        });
        List<Notification> batch = [];
        while (await queue.WaitAsync(CancellationToken.None))
        {
            batch.Clear();
            queue.Take(batch, 1000);
            got += batch.Count;
        }

        await producer;
        got.Should().Be(Measured);
        double rate = Measured / Stopwatch.GetElapsedTime(start).TotalSeconds;
        TestContext.Out.WriteLine($"the queue was full {dropped} times");
        return rate;
    }

    private static int[] Taken(IntakeQueue queue)
    {
        List<Notification> taken = [];
        queue.Take(taken, int.MaxValue);
        return [.. taken.Select(n => n.Attempts)];
    }
}
