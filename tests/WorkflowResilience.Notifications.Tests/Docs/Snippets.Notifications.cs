using Microsoft.Extensions.DependencyInjection;

namespace WorkflowResilience.Notifications.Tests.Docs;

/// <summary>The code of the pages on notifications: it is compiled, and its channel is made.</summary>
internal sealed class Snippets
{
    [Test]
    public async Task The_snippets_of_the_pages_work()
    {
        var services = new ServiceCollection();
        string password = "not" + "hing";
        #region notifications-add
        services.AddWorkflowResilience().AddNotifications(o =>
        {
            o.Directory = "state/notifications";
            o.Channels["console"] = ChannelSettings.Custom(new ConsoleChannel());
            o.Channels["on-call"] = ChannelSettings.Email("mail.example.org", "ci@example.org", "on-call@example.org") with { UserName = "ci", Password = password };
            o.Route = new NotificationRoute
            {
                Channels = ["console"],
                Routes = [NotificationRoute.ForSeverity(FailureSeverity.Critical, "on-call", "console")],
            };
            o.Escalations.Add(new EscalationRule { Name = "nobody reacts", Channels = ["on-call"], Delay = TimeSpan.FromMinutes(15) });
        });
        #endregion
        services.Configure<NotificationOptions>(o =>
        {
            o.Directory = null;
            o.Channels.Remove("on-call");
            o.Route = NotificationRoute.To("console");
            o.Escalations.Clear();
        });
        await using ServiceProvider provider = services.BuildServiceProvider();
        NotificationCenter center = provider.GetRequiredService<NotificationCenter>();
        #region notifications-publish
        PublishResult result = await center.PublishAsync(new Notification
        {
            Kind = NotificationKind.RecoveryFailed,
            Severity = FailureSeverity.Critical,
            Summary = "The rollback of the database did not end.",
            Workflow = "release",
            Stage = "Migrate",
        });
        #endregion
        result.Outcome.Should().Be(PublishOutcome.Sent);
        #region notifications-operate
        foreach (IncidentSnapshot incident in center.OpenIncidents())
            await center.AcknowledgeAsync(incident.Key, "ann");

        await center.SilenceAsync(new Silence
        {
            Matchers = [LabelMatcher.Parse("workflow=release"), LabelMatcher.Parse("severity!~critical|fatal")],
            EndsAt = DateTimeOffset.UtcNow.AddHours(2),
            CreatedBy = "ann",
            Comment = "The database moves tonight.",
        });

        int left = await center.FlushAsync(TimeSpan.FromSeconds(20));
        #endregion
        left.Should().Be(0);
        center.OpenIncidents().Should().ContainSingle().Which.AcknowledgedBy.Should().Be("ann");
    }

    #region notifications-channel
    private sealed class ConsoleChannel : INotificationChannel
    {
        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
        {
            Console.WriteLine($"{message.Title}\n{message.Text}");
            return new(DeliveryResult.Accepted());
        }
    }
    #endregion
}
