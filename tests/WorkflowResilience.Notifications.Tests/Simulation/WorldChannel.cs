using System.Text.RegularExpressions;

namespace WorkflowResilience.Notifications.Tests.Simulation;

/// <summary>A provider that outlives processes: 30 % of calls fail in some way, it is away at times, and it remembers what it has taken.</summary>
internal sealed partial class WorldChannel(string name, TimeProvider time, Random random, (TimeSpan From, TimeSpan To) outage)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private DateTimeOffset _closedUntil;

    internal Dictionary<string, List<DateTimeOffset>> TokensTaken { get; } = [];

    internal Dictionary<string, (int Times, bool MayRepeat)> Deliveries { get; } = [];

    internal int Ambiguous { get; private set; }

    internal int Calls { get; private set; }

    internal int CallsWhileClosed { get; private set; }

    internal bool IsAway => time.GetUtcNow() - _start is var t && t >= outage.From && t < outage.To;

    internal DeliveryResult Take(ChannelMessage message, bool processIsDead)
    {
        Calls++;
        DateTimeOffset now = time.GetUtcNow();
        if (now < _closedUntil) CallsWhileClosed++;
        if (IsAway) return DeliveryResult.Transient("connect");
        double draw = random.NextDouble();
        if (draw < 0.20) return DeliveryResult.Transient("http-503");
        if (draw < 0.27) return DeliveryResult.Transient("reset", isAmbiguous: true);
        if (draw < 0.28)
        {
            _closedUntil = now + TimeSpan.FromSeconds(30);
            return DeliveryResult.Throttled("http-429", TimeSpan.FromSeconds(30));
        }

        foreach (Match match in Token().Matches($"{message.Title} {message.Text}"))
        {
            if (!TokensTaken.TryGetValue(match.Value, out List<DateTimeOffset>? times)) TokensTaken[match.Value] = times = [];
            times.Add(now);
        }

        bool isAmbiguous = draw < 0.30;
        if (isAmbiguous) Ambiguous++;
        (int Times, bool MayRepeat) before = Deliveries.GetValueOrDefault(message.DeliveryId);
        Deliveries[message.DeliveryId] = (before.Times + 1, before.MayRepeat || isAmbiguous || processIsDead);
        return isAmbiguous ? DeliveryResult.Transient("timeout", isAmbiguous: true) : DeliveryResult.Accepted(name);
    }

    internal bool HasTaken(string token) => TokensTaken.ContainsKey(token);

    [GeneratedRegex("#[0-9]+#", RegexOptions.None, 1000)]
    private static partial Regex Token();

    /// <summary>The channel as one process has it.</summary>
    internal sealed class OfProcess(WorldChannel world, MortalStore process) : INotificationChannel
    {
        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken) =>
            process.IsDead ? throw new IOException("the process is dead") : new(world.Take(message, process.IsDead));
    }
}
