using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowResilience.Notifications.Tests.Outbox;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Notifications.Tests.Hosting;

internal sealed class AddNotificationsTests
{
    private ManualTimeProvider _time = null!;
    private ScriptedChannel _channel = null!;

    [SetUp]
    public void Make()
    {
        _time = new ManualTimeProvider();
        _channel = new ScriptedChannel(_time);
    }

    [Test]
    public async Task A_failed_stage_is_told_and_its_recovery_too()
    {
        await using ServiceProvider services = Services();
        var runner = services.GetRequiredService<WorkflowRunner>();
        bool isBroken = true;
        async Task Run() => await runner.RunAsync("build-1", async run =>
        {
            await run.StageAsync("Compile", _ => isBroken ? throw new InvalidOperationException("no such symbol") : ValueTask.CompletedTask);
        });

        Func<Task> failing = Run;
        await failing.Should().ThrowAsync<StageFailedException>();
        NotificationCenter center = services.GetRequiredService<NotificationCenter>();
        center.OpenIncidents().Should().ContainSingle().Which.Stage.Name.Should().Be("Compile");
        _time.Advance(TimeSpan.FromSeconds(11));
        _channel.Calls.Should().ContainSingle().Which.Message.Action.Should().Be(MessageAction.Trigger);
        _channel.Calls[0].Message.Fields.Should().Contain(f => f.Name == "Failure");
        isBroken = false;
        await Run();
        _channel.Calls.Select(c => c.Message.Action).Should().Equal(MessageAction.Trigger, MessageAction.Resolve);
        center.OpenIncidents().Should().BeEmpty();
    }

    [Test]
    public async Task Trap27_A_channel_that_does_not_work_changes_no_result()
    {
        _channel.Otherwise = _ => throw new InvalidOperationException("broken");
        await using ServiceProvider services = Services();
        Func<Task> failing = async () => await services.GetRequiredService<WorkflowRunner>()["Compile"].RunAsync(_ => throw new InvalidOperationException("no such symbol"));
        (await failing.Should().ThrowAsync<StageFailedException>()).WithInnerException<InvalidOperationException>().WithMessage("no such symbol");
    }

    [Test]
    public async Task An_open_circuit_is_told_and_its_closing_resolves_it()
    {
        await using ServiceProvider services = Services();
        var runner = services.GetRequiredService<WorkflowRunner>();
        bool isBroken = true;
        for (int i = 0; i < 3; i++) await runner["Fragile"].TryRunAsync(_ => isBroken ? throw new IOException("x") : ValueTask.CompletedTask);
        _time.Advance(TimeSpan.FromSeconds(11));
        _channel.Calls.Should().ContainSingle().Which.Message.Text.Should().Contain("The circuit of Fragile is open");
        isBroken = false;
        _time.Advance(TimeSpan.FromMinutes(2));
        await runner["Fragile"].TryRunAsync(_ => ValueTask.CompletedTask);
        _time.Advance(TimeSpan.FromSeconds(1));
        _channel.Calls.Where(c => c.Message.Action == MessageAction.Resolve).Select(c => c.Message.Kind).Should().Contain(NotificationKind.CircuitClosed);
    }

    [Test]
    public async Task A_host_does_not_start_with_wrong_options_and_is_told_all_of_them()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddWorkflowResilience().AddNotifications(o =>
        {
            o.Route = NotificationRoute.To("nowhere");
            o.Limits = new NotificationLimits { MaxIncidents = 1 };
        });
        using IHost host = builder.Build();
        Func<Task> start = () => host.StartAsync();
        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().HaveCount(3);
    }

    [Test]
    public async Task Trap26_A_host_lets_messages_leave_before_it_ends()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddWorkflowResilience().AddNotifications(o => o.Channels["ops"] = ChannelSettings.Custom(_channel));
        using IHost host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<NotificationCenter>().PublishAsync(Center.CenterRig.Failure());
        _channel.Calls.Should().BeEmpty("it waits for company");
        await host.StopAsync();
        _channel.Calls.Should().ContainSingle();
    }

    [Test]
    public async Task A_preview_shows_every_kind_for_every_channel_and_sends_nothing()
    {
        await using ServiceProvider services = Services();
        IReadOnlyList<MessagePreview> previews = services.GetRequiredService<INotificationPreview>().RenderAll();
        previews.Should().HaveCount(Enum.GetValues<NotificationKind>().Length).And.OnlyContain(p => p.Title.Length > 0 && p.Text.Length > 0 && p.Problem == null);
        _channel.Calls.Should().BeEmpty();
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddSingleton<TimeProvider>(_time)
        .AddWorkflowResilience(o =>
        {
            o.UnknownStages = UnknownStages.DefaultPolicy;
            o.DefaultPolicy = new StagePolicy { MaxAttempts = 1 };
            o.Policies["Fragile"] = new StagePolicy { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 2 } };
        })
        .AddNotifications(o => o.Channels["ops"] = ChannelSettings.Custom(_channel))
        .Services.BuildServiceProvider();
}
