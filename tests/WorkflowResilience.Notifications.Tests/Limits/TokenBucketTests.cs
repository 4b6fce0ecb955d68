namespace WorkflowResilience.Notifications.Tests.Limits;

internal sealed class TokenBucketTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    [Test]
    public void Trap7_In_the_long_run_it_gives_what_it_is_refilled_with()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            ChannelRate rate = new(random.Next(1, 20), TimeSpan.FromSeconds(random.Next(1, 100)), random.Next(2, 10));
            TokenBucket bucket = new(rate, s_start);
            double refillPerSecond = rate.Messages / rate.Period.TotalSeconds;
            DateTimeOffset now = s_start;
            int taken = 0;

            // Asked several times in the time of a token, so that the bucket is never full for lack of asking (with a burst of one it would be).
            for (int i = 0; i < 5000; i++)
            {
                now += TimeSpan.FromSeconds(random.NextDouble() / refillPerSecond / 2);
                while (bucket.TryTake(now, true)) taken++;
            }

            double refilled = (now - s_start).TotalSeconds * refillPerSecond;
            (taken - rate.Burst).Should().BeInRange((int)Math.Floor(refilled) - 1, (int)Math.Ceiling(refilled) + 1, $"seed {seed}");
        }
    }

    [Test]
    public void Ordinary_messages_leave_the_reserve_to_critical_ones()
    {
        TokenBucket bucket = new(new ChannelRate(1, TimeSpan.FromSeconds(1), 9), s_start);
        Enumerable.Range(0, 100).Count(_ => bucket.TryTake(s_start, false)).Should().Be(6);
        Enumerable.Range(0, 100).Count(_ => bucket.TryTake(s_start, true)).Should().Be(3);
    }

    [Test]
    public void The_time_it_promises_is_the_first_at_which_there_is_a_token()
    {
        TokenBucket bucket = new(ChannelRate.OneASecond, s_start);
        while (bucket.TryTake(s_start, true))
        {
        }

        DateTimeOffset at = bucket.NextAt(s_start, true);
        at.Should().Be(s_start.AddSeconds(1));
        bucket.TryTake(at.AddMilliseconds(-1), true).Should().BeFalse();
        bucket.TryTake(at, true).Should().BeTrue();
        bucket.NextAt(at, true).Should().Be(at.AddSeconds(1));
    }

    [Test]
    public void Trap6_A_clock_that_steps_back_neither_gives_nor_takes_tokens()
    {
        TokenBucket bucket = new(new ChannelRate(1, TimeSpan.FromSeconds(1), 2), s_start);
        bucket.TryTake(s_start, true).Should().BeTrue();
        bucket.TryTake(s_start.AddDays(-1), true).Should().BeTrue();
        bucket.TryTake(s_start.AddDays(-1), true).Should().BeFalse();
        bucket.TryTake(s_start.AddSeconds(1), true).Should().BeTrue();
    }
}
