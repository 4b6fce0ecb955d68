using WorkflowResilience.Storage;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Notifications.Tests.Simulation;

/// <summary>Days of notifications in virtual time: 30 % of the calls fail, every channel is away for a while, and the process dies again and again.</summary>
internal sealed class DeliverySimulationTests
{
    private const int Notifications = 10_000;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Nothing_is_lost_and_critical_ones_arrive_in_time(int seed)
    {
        var random = new Random(seed);
        var time = new ManualTimeProvider();
        var store = new InMemoryRecordStore();
        Dictionary<string, WorldChannel> world = new()
        {
            ["pager"] = new("pager", time, new Random(seed + 100), (TimeSpan.FromHours(10), TimeSpan.FromHours(11))),
            ["chat"] = new("chat", time, new Random(seed + 200), (TimeSpan.FromHours(30), TimeSpan.FromHours(32))),
            ["mail"] = new("mail", time, new Random(seed + 300), (TimeSpan.FromHours(50), TimeSpan.FromHours(53))),
        };
        int crashes = 0;
        (NotificationCenter center, MortalStore process) = Start();
        Dictionary<string, (DateTimeOffset At, bool IsCritical, bool ChannelUp)> told = [];
        for (int i = 0; i < Notifications; i++)
        {
            time.Advance(TimeSpan.FromSeconds(random.Next(20) == 0 ? random.Next(600) : random.Next(15)));
            bool isCritical = random.Next(10) == 0;
            var notification = new Notification
            {
                Kind = NotificationKind.WorkflowFailed,
                Severity = isCritical ? FailureSeverity.Critical : (FailureSeverity)random.Next(3),
                Summary = $"#{i}# failed",
                Workflow = $"w{random.Next(30)}",
                Stage = "Build",
                Fingerprint = $"fp1:{i}",
            };

            // A host that is not told that it is stored tells it again, as one that starts anew does.
            while (true)
            {
                if (process.IsDead) await RestartAsync();
                PublishResult result = await center.PublishAsync(notification);
                if (result.IsDurable) break;
            }

            told.TryAdd($"#{i}#", (time.GetUtcNow(), isCritical, !world["pager"].IsAway || !world["chat"].IsAway));
            if (process.IsDead) await RestartAsync();
        }

        for (int hour = 0; hour < 30; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            if (process.IsDead) await RestartAsync();
        }

        HashSet<string> dead = [.. center.DeadLetters().Select(d => d.Summary.Split(' ')[0])];
        string[] lost = [.. told.Keys.Where(t => !world.Values.Any(c => c.HasTaken(t)) && !dead.Contains(t))];
        int delivered = told.Keys.Count(t => world.Values.Any(c => c.HasTaken(t)));
        TimeSpan[] waits = [.. told.Where(t => t.Value.IsCritical).Select(t => world.Values.SelectMany(c => c.TokensTaken.GetValueOrDefault(t.Key) ?? []).DefaultIfEmpty(DateTimeOffset.MaxValue).Min() - t.Value.At)];
        (int Times, bool MayRepeat)[] repeated = [.. world.Values.SelectMany(c => c.Deliveries.Values).Where(d => d.Times > 1)];
        TestContext.Out.WriteLine(
            $"seed {seed}: {told.Count} told, {delivered} delivered, {lost.Length} lost, {dead.Count} dead letters, {crashes} crashes, {repeated.Length} deliveries repeated, "
            + $"{world.Values.Sum(c => c.Calls)} calls, {world.Values.Sum(c => c.CallsWhileClosed)} while closed, critical: longest {waits.Max()}, mean {TimeSpan.FromTicks((long)waits.Average(w => w.Ticks))}, elapsed {time.Elapsed}");
        lost.Should().BeEmpty("seed {0}", seed);
        delivered.Should().BeGreaterThanOrEqualTo((int)(Notifications * 0.999));
        waits.Max().Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(2), "at least one channel of the route was up all the time, seed {0}", seed);
        crashes.Should().BeGreaterThan(50);
        world.Values.Sum(c => c.CallsWhileClosed).Should().BeLessThanOrEqualTo(crashes, "only a process that has just started cannot know that a provider wants no messages");
        repeated.Count(r => !r.MayRepeat).Should().BeLessThanOrEqualTo(crashes, "a message is sent twice only when it may not have arrived, or the process died before it could note that it had");
        center.Health().Pending.Should().Be(0);
        await center.DisposeAsync();

        (NotificationCenter Center, MortalStore Process) Start()
        {
            var mortal = new MortalStore(store, random.Next(20, 600), random.Next(2) == 0);
            var started = NotificationCenter.Create(
                o =>
                {
                    o.Store = mortal;
                    o.Seed = (ulong)((seed * 100_000) + crashes);
                    o.Limits = o.Limits with { MaxIncidents = 20_000, MaxGroupSize = 1000 };
                    foreach ((string name, WorldChannel channel) in world)
                        o.Channels[name] = ChannelSettings.Custom(new WorldChannel.OfProcess(channel, mortal)) with { Rate = ChannelRate.OneASecond };
                    o.Templates[new TemplateKey(null, null)] = new MessageTemplate { MaxLength = 100_000 };
                    o.Route = NotificationRoute.To("chat") with
                    {
                        Failover = ["mail"],
                        GroupBy = ["workflow"],
                        Routes = [NotificationRoute.ForSeverity(FailureSeverity.Critical, "pager", "chat") with { Failover = ["mail"] }],
                    };
                },
                time);
            return (started, mortal);
        }

        async Task RestartAsync()
        {
            crashes++;
            await center.DisposeAsync();
            (center, process) = Start();
            await center.StartAsync();
        }
    }
}
