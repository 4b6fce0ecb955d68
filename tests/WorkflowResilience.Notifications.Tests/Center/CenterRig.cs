using WorkflowResilience.Notifications.Tests.Outbox;
using WorkflowResilience.Storage;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Notifications.Tests.Center;

/// <summary>A center over scripted channels and a manual clock.</summary>
internal sealed class CenterRig : IAsyncDisposable
{
    internal CenterRig(Action<NotificationOptions>? configure = null, IRecordStore? store = null, ManualTimeProvider? time = null, params string[] channels)
    {
        Time = time ?? new ManualTimeProvider();
        Store = store ?? new InMemoryRecordStore();
        string[] names = channels.Length == 0 ? ["ops"] : channels;
        Center = NotificationCenter.Create(
            o =>
            {
                o.Store = Store;
                o.Seed = 11;
                foreach (string name in names)
                {
                    Channels[name] = new ScriptedChannel(Time);
                    o.Channels[name] = ChannelSettings.Custom(Channels[name]) with { Rate = new ChannelRate(1000, TimeSpan.FromSeconds(1), 1000) };
                }

                configure?.Invoke(o);
            },
            Time);
    }

    internal ManualTimeProvider Time { get; }

    internal IRecordStore Store { get; }

    internal NotificationCenter Center { get; }

    internal Dictionary<string, ScriptedChannel> Channels { get; } = [];

    internal static Notification Failure(string cause = "fp1:a", FailureSeverity severity = FailureSeverity.High, string stage = "Build", string workflow = "release") => new()
    {
        Kind = NotificationKind.WorkflowFailed,
        Severity = severity,
        Summary = $"{stage} failed ({cause})",
        Workflow = workflow,
        Stage = stage,
        Fingerprint = cause,
        FailureId = $"F-{cause}-{stage}",
    };

    internal static Notification Recovery(string cause = "fp1:a", string stage = "Build", string workflow = "release") =>
        Failure(cause, stage: stage, workflow: workflow) with { Kind = NotificationKind.SystemRecovered, Summary = $"{stage} works again" };

    internal IEnumerable<string> TitlesOf(string channel) => Channels[channel].Calls.Where(c => c.Status == DeliveryStatus.Accepted).Select(c => c.Message.Title);

    public ValueTask DisposeAsync() => Center.DisposeAsync();
}
