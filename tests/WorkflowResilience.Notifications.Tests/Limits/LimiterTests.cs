namespace WorkflowResilience.Notifications.Tests.Limits;

internal sealed class LimiterTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private static LimitLease Lease(double minutes, string key = "k", string channel = "slack") => new(channel, key, "root", s_start.AddMinutes(minutes));

    [Test]
    public void A_storm_of_one_cause_gets_one_message_and_counts_the_rest()
    {
        NotificationLimits limits = new();
        Limiter limiter = new(limits);
        DigestBook digests = new(limits);
        int granted = 0;
        for (int i = 0; i < 10_000; i++)
        {
            LimitLease lease = Lease(i / 10_000.0);
            if (limiter.TryReserve(lease, null, null, false) is not { } reason) granted++;
            else digests.Add("slack", "k", new Notification { Kind = NotificationKind.WorkflowFailed, Summary = "Clone failed" }, reason, lease.At);
        }

        granted.Should().Be(1);
        digests.Pending.Should().Be(9_999);
        Digest digest = digests.Take(s_start.AddHours(1)).Should().ContainSingle().Subject;
        digest.Total.Should().Be(9_999);
        digest.Entries.Should().ContainSingle();
        digests.NextAt.Should().Be(DateTimeOffset.MaxValue);
    }

    [Test]
    public void Trap1_What_is_urgent_passes_cooldown_and_caps_but_is_counted()
    {
        Limiter limiter = new(new NotificationLimits());
        for (int i = 0; i < 5; i++) limiter.TryReserve(Lease(0), 2, 2, true).Should().BeNull();
        limiter.TryReserve(Lease(0), 2, 2, false).Should().Be("cooldown");
        limiter.TryReserve(Lease(0, "other"), 10, 5, false).Should().Be("daily-cap");
        limiter.TryReserve(Lease(0, "other"), 5, 10, false).Should().Be("hourly-cap");
    }

    [Test]
    public void Trap2_One_cause_or_channel_does_not_mute_another()
    {
        Limiter limiter = new(new NotificationLimits());
        limiter.TryReserve(Lease(0), null, null, false).Should().BeNull();
        limiter.TryReserve(Lease(0, "other"), null, null, false).Should().BeNull();
        limiter.TryReserve(Lease(0, channel: "email"), null, null, false).Should().BeNull();
        limiter.TryReserve(Lease(4.99), null, null, false).Should().Be("cooldown");
        limiter.TryReserve(Lease(5), null, null, false).Should().BeNull();
    }

    [Test]
    public void Trap4_A_failed_send_consumes_neither_cooldown_nor_cap()
    {
        Limiter limiter = new(new NotificationLimits());
        LimitLease lease = Lease(0);
        limiter.TryReserve(lease, 1, 1, false).Should().BeNull();
        limiter.TryReserve(Lease(0.1), 1, 1, false).Should().Be("cooldown");
        limiter.GiveBack(lease);
        limiter.TryReserve(Lease(0.2), 1, 1, false).Should().BeNull();
    }

    [Test]
    public void A_lease_that_is_given_back_late_does_not_end_a_newer_cooldown()
    {
        Limiter limiter = new(new NotificationLimits());
        limiter.TryReserve(Lease(0), null, null, false).Should().BeNull();
        limiter.TryReserve(Lease(6), null, null, false).Should().BeNull();
        limiter.GiveBack(Lease(0));
        limiter.TryReserve(Lease(7), null, null, false).Should().Be("cooldown");
    }

    [Test, CancelAfter(30_000)]
    public async Task Trap5_Of_many_that_ask_at_once_one_gets_leave(CancellationToken cancellationToken)
    {
        Limiter limiter = new(new NotificationLimits());
        var gate = new Lock();
        int granted = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                for (int i = 0; i < 1000; i++)
                {
                    lock (gate)
                    {
                        if (limiter.TryReserve(Lease(0), null, null, false) is null) granted++;
                    }
                }
            },
            cancellationToken)));
        granted.Should().Be(1);
    }

    [Test]
    public void Trap6_No_hour_holds_more_than_the_cap_wherever_it_begins()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            int hourly = random.Next(1, 8), daily = random.Next(5, 40);
            RouteCap cap = new();
            List<int> sent = [];
            int second = 0;
            for (int i = 0; i < 1000; i++)
            {
                second += random.Next(0, 1200);
                DateTimeOffset now = s_start.AddSeconds(second);
                int inHour = sent.Count(s => second - s < 3600), inDay = sent.Count(s => second - s < 86_400);
                string? expected = inDay >= daily ? "daily-cap" : inHour >= hourly ? "hourly-cap" : null;
                string? refusal = cap.Refusal(hourly, daily, now);
                refusal.Should().Be(expected, $"seed {seed}, second {second}");
                if (refusal is not null) continue;
                cap.Count(now);
                sent.Add(second);
            }
        }
    }

    [Test]
    public void Trap8_Cooldowns_are_bounded()
    {
        Cooldowns cooldowns = new(TimeSpan.FromMinutes(5), 100);
        for (int i = 0; i < 10_000; i++) cooldowns.Begin("slack", $"{i}", s_start.AddMilliseconds(i));
        cooldowns.Count.Should().Be(100);
        cooldowns.IsCooling("slack", "9999", s_start.AddSeconds(11)).Should().BeTrue();
        cooldowns.Begin("slack", "last", s_start.AddHours(1));
        cooldowns.Count.Should().Be(1);
    }

    [Test]
    public void Limits_out_of_their_bounds_are_all_named()
    {
        new NotificationLimits().Problems().Should().BeEmpty();
        NotificationLimits wrong = new() { Cooldown = TimeSpan.FromDays(2), DigestInterval = TimeSpan.Zero, MaxDigestLines = 0, MaxGroupSize = 0, MaxIncidents = 1, IntakeCapacity = 1 };
        wrong.Problems().Should().HaveCount(6);
    }
}
