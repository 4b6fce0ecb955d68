namespace WorkflowResilience.Notifications.Tests.Center;

internal sealed class NotificationCenterTests
{
    [Test]
    public async Task A_failure_is_told_after_the_group_wait_and_a_critical_one_at_once()
    {
        await using var rig = new CenterRig();
        await rig.Center.PublishAsync(CenterRig.Failure());
        rig.Channels["ops"].Calls.Should().BeEmpty();
        await rig.Center.PublishAsync(CenterRig.Failure("fp1:b", FailureSeverity.Critical));
        rig.TitlesOf("ops").Should().Equal("Failed: release/Build");
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        rig.TitlesOf("ops").Should().HaveCount(2);
    }

    [Test]
    public async Task Trap22_Failures_of_one_workflow_come_in_one_message()
    {
        await using var rig = new CenterRig();
        for (int i = 0; i < 5; i++) await rig.Center.PublishAsync(CenterRig.Failure($"fp1:{i}", stage: $"Stage{i}"));
        rig.Time.Advance(TimeSpan.FromSeconds(11));
        rig.Channels["ops"].Calls.Should().ContainSingle().Which.Message.Title.Should().Be("Failed: release/Stage0 and 4 more");
        rig.Channels["ops"].Calls[0].Message.Text.Should().Contain("release/Stage4: Stage4 failed");
    }

    [Test]
    public async Task A_storm_of_one_cause_is_one_page_and_one_digest_with_the_right_counts()
    {
        await using var rig = new CenterRig();
        for (int i = 0; i < 10_000; i++) await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical));
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        rig.TitlesOf("ops").Should().Equal("Failed: release/Build", "9999 notifications were held back");
        rig.Center.OpenIncidents().Should().ContainSingle().Which.Occurrences.Should().Be(10_000);
    }

    [Test]
    public async Task Trap10_What_is_over_is_told_to_whom_it_was_told_that_it_began()
    {
        await using var rig = new CenterRig(o => o.Route = new NotificationRoute { Channels = ["ops"], Routes = [NotificationRoute.ForSeverity(FailureSeverity.Critical, "phone")] }, channels: ["ops", "phone"]);
        await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical));
        PublishResult result = await rig.Center.PublishAsync(CenterRig.Recovery());
        result.Outcome.Should().Be(PublishOutcome.Sent);
        rig.Channels["ops"].Calls.Should().BeEmpty();
        rig.Channels["phone"].Calls.Select(c => c.Message.Action).Should().Equal(MessageAction.Trigger, MessageAction.Resolve);
        rig.Channels["phone"].Calls.Select(c => c.Message.IncidentKey).Distinct().Should().ContainSingle().Which.Should().HaveLength(64);
        (await rig.Center.PublishAsync(CenterRig.Recovery() with { Kind = NotificationKind.WorkflowFailed, Resolves = true })).Outcome.Should().Be(PublishOutcome.NobodyToTell);
    }

    [Test]
    public async Task Trap2_One_workflow_does_not_mute_another()
    {
        await using var rig = new CenterRig();
        await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical));
        await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical, workflow: "nightly"));
        rig.TitlesOf("ops").Should().Equal("Failed: release/Build", "Failed: nightly/Build");
    }

    [Test]
    public async Task Trap1_What_a_cap_holds_back_comes_in_the_digest_and_critical_messages_pass()
    {
        await using var rig = new CenterRig(o => o.Route = NotificationRoute.To("ops") with { HourlyCap = 2, GroupWait = TimeSpan.Zero });
        for (int i = 0; i < 5; i++) await rig.Center.PublishAsync(CenterRig.Failure($"fp1:{i}", stage: $"S{i}"));
        PublishResult critical = await rig.Center.PublishAsync(CenterRig.Failure("fp1:c", FailureSeverity.Critical, "C"));
        critical.Outcome.Should().Be(PublishOutcome.Sent);
        rig.TitlesOf("ops").Should().Equal("Failed: release/S0", "Failed: release/S1", "Failed: release/C");
        rig.Time.Advance(TimeSpan.FromMinutes(16));
        rig.Channels["ops"].Calls[^1].Message.Text.Should().Contain("1 × release/S2").And.Contain("hourly-cap");
    }

    [Test]
    public async Task Trap4_A_message_that_was_given_up_does_not_begin_a_cooldown()
    {
        await using var rig = new CenterRig(o => o.Route = NotificationRoute.To("ops") with { GroupWait = TimeSpan.Zero });
        rig.Channels["ops"].Then(DeliveryResult.Rejected("invalid-payload"));
        await rig.Center.PublishAsync(CenterRig.Failure());
        (await rig.Center.PublishAsync(CenterRig.Failure())).Outcome.Should().Be(PublishOutcome.Sent);
    }

    [Test]
    public async Task A_failure_that_follows_from_an_open_one_is_held_back()
    {
        await using var rig = new CenterRig();
        Notification parent = CenterRig.Failure("fp1:p", FailureSeverity.Critical, "Compile");
        await rig.Center.PublishAsync(parent);
        Notification child = CenterRig.Failure("fp1:q", FailureSeverity.Critical, "Test") with { CausedBy = new FailureLink("Compile", parent.FailureId!, "fp1:p") };
        (await rig.Center.PublishAsync(child)).Outcome.Should().Be(PublishOutcome.Inhibited);
        await rig.Center.PublishAsync(CenterRig.Recovery("fp1:p", "Compile"));
        (await rig.Center.PublishAsync(child)).Outcome.Should().Be(PublishOutcome.Sent);
    }

    [Test]
    public async Task Trap3_A_limited_failure_escalates_all_the_same_until_somebody_acknowledges()
    {
        await using var rig = new CenterRig(
            o =>
            {
                o.Route = NotificationRoute.To("ops");
                o.Escalations.Add(new EscalationRule { Name = "boss", Channels = ["phone"], Delay = TimeSpan.FromMinutes(10), RepeatEvery = TimeSpan.FromMinutes(10), MaxRepeats = 10 });
            },
            channels: ["ops", "phone"]);
        PublishResult first = await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical));
        await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical));
        rig.Time.Advance(TimeSpan.FromMinutes(25));
        rig.TitlesOf("phone").Should().Equal("Escalation 1: Failed: release/Build", "Escalation 2: Failed: release/Build");
        (await rig.Center.AcknowledgeAsync(first.IncidentKey!, "ann")).Should().BeTrue();
        (await rig.Center.AcknowledgeAsync(first.IncidentKey!, "bob")).Should().BeFalse();
        rig.Time.Advance(TimeSpan.FromHours(3));
        rig.TitlesOf("phone").Should().HaveCount(2);
    }

    [Test]
    public async Task An_escalation_survives_a_restart_and_overdue_steps_are_one_message()
    {
        void Configure(NotificationOptions o) =>
            o.Escalations.Add(new EscalationRule { Name = "boss", Channels = ["phone"], Delay = TimeSpan.FromMinutes(10), RepeatEvery = TimeSpan.FromMinutes(10), MaxRepeats = 10 });
        var first = new CenterRig(Configure, channels: ["ops", "phone"]);
        await first.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical));
        await first.DisposeAsync();
        first.Time.Advance(TimeSpan.FromHours(1));
        await using var second = new CenterRig(Configure, first.Store, first.Time, "ops", "phone");
        await second.Center.StartAsync();
        second.Time.Advance(TimeSpan.FromSeconds(1));
        second.TitlesOf("phone").Should().Equal("Escalation 1: Failed: release/Build");
        second.Center.OpenIncidents().Should().ContainSingle();
    }

    [Test]
    public async Task A_silence_holds_back_what_matches_and_its_escalation()
    {
        await using var rig = new CenterRig(o => o.Escalations.Add(new EscalationRule { Name = "boss", Channels = ["ops"], Delay = TimeSpan.FromMinutes(1) }));
        Silence silence = await rig.Center.SilenceAsync(new Silence
        {
            Matchers = [LabelMatcher.Equal("workflow", "release")],
            EndsAt = rig.Time.GetUtcNow() + TimeSpan.FromHours(1),
            CreatedBy = "ann",
            Comment = "database moves",
        });
        (await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical))).Outcome.Should().Be(PublishOutcome.Silenced);
        rig.Time.Advance(TimeSpan.FromMinutes(30));
        rig.Channels["ops"].Calls.Should().BeEmpty();
        (await rig.Center.ExpireSilenceAsync(silence.Id!)).Should().BeTrue();
        rig.Time.Advance(TimeSpan.FromMinutes(40));
        rig.TitlesOf("ops").Should().Contain(t => t.StartsWith("Escalation"));
    }

    [Test]
    public async Task Trap19_A_disabled_channel_is_said_to_be_skipped()
    {
        await using var rig = new CenterRig(o => o.Channels["phone"] = o.Channels["phone"] with { Enabled = false }, channels: ["ops", "phone"]);
        PublishResult result = await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical));
        result.Deliveries.Should().ContainSingle().Which.Channel.Should().Be("ops");
        result.Suppressed.Should().ContainSingle().Which.Should().Be(new SuppressedChannel("phone", "disabled"));
    }

    [Test]
    public async Task Trap20_A_channel_that_hangs_does_not_delay_another()
    {
        await using var rig = new CenterRig(channels: ["ops", "phone"]);
        rig.Channels["ops"].Held = new TaskCompletionSource();
        await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical));
        rig.TitlesOf("phone").Should().ContainSingle();
        rig.Channels["ops"].Held!.SetResult();
    }

    [Test]
    public async Task Trap28_People_are_told_of_a_channel_that_does_not_work_over_the_others_only()
    {
        await using var rig = new CenterRig(channels: ["ops", "phone"]);
        rig.Channels["ops"].Otherwise = _ => DeliveryResult.Faulted("http-403");
        await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical));
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        rig.TitlesOf("phone").Should().Contain(t => t.StartsWith("Notifications degraded"));
        rig.Channels["ops"].Calls.Should().NotContain(c => c.Message.Kind == NotificationKind.NotificationsDegraded);
        rig.Center.Health().IsHealthy.Should().BeFalse();
    }

    [Test]
    public async Task Trap33_Secrets_are_gone_before_anything_else_is_done()
    {
        string secret = "ghp_" + new string('a', 20) + "B1c2D3e4F5g6H7i8";
        await using var rig = new CenterRig();
        await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical) with
        {
            Summary = $"push with {secret} failed",
            Details = $"token={secret}",
            Facts = new Dictionary<string, string> { ["password"] = "hunter" + "22x" },
            Link = new Uri($"https://example.org/?token={secret}"),
        });
        string everything = string.Join('\n', rig.Channels["ops"].Calls.Select(c => c.Message.ToString() + string.Join(',', c.Message.Fields)))
            + string.Join('\n', rig.Center.Audit()) + string.Join('\n', (await rig.Store.ReadAsync("incidents", default)).Select(r => System.Text.Encoding.UTF8.GetString(r.Value.Span)));
        everything.Should().NotContain(secret).And.NotContain("hunter").And.Contain("***");
    }

    [Test]
    public async Task A_store_that_fails_makes_messages_go_from_memory()
    {
        await using var rig = new CenterRig(store: new BrokenStore());
        PublishResult result = await rig.Center.PublishAsync(CenterRig.Failure(severity: FailureSeverity.Critical));
        result.IsDurable.Should().BeFalse();
        rig.TitlesOf("ops").Should().ContainSingle();
        rig.Center.Health().StoreFailures.Should().BePositive();
    }

    [Test]
    public async Task A_test_goes_past_everything_and_says_what_came_of_it()
    {
        await using var rig = new CenterRig();
        (await rig.Center.TestSendAsync("ops")).Status.Should().Be(DeliveryStatus.Accepted);
        rig.TitlesOf("ops").Should().Equal("Test notification");
        Func<Task> wrong = async () => await rig.Center.TestSendAsync("opx");
        (await wrong.Should().ThrowAsync<ArgumentException>()).WithMessage("*did you mean 'ops'*");
    }

    [Test]
    public async Task A_flush_sends_digests_and_groups_before_the_process_ends()
    {
        await using var rig = new CenterRig();
        for (int i = 0; i < 3; i++) await rig.Center.PublishAsync(CenterRig.Failure());
        (await rig.Center.FlushAsync(TimeSpan.FromSeconds(5))).Should().Be(0);
        rig.TitlesOf("ops").Should().BeEquivalentTo("Failed: release/Build", "2 notifications were held back");
    }

    [Test]
    public void Trap36_All_that_is_wrong_is_told_at_once()
    {
        Action make = () => NotificationCenter.Create(o =>
        {
            o.Channels["a"] = ChannelSettings.Custom(_ => null!) with { Failover = "b" };
            o.Channels["b"] = ChannelSettings.Custom(_ => null!) with { Failover = "a" };
            o.Channels["c d"] = ChannelSettings.Custom(_ => null!) with { SendTimeout = TimeSpan.Zero };
            o.Route = NotificationRoute.To("slak");
            o.Escalations.Add(new EscalationRule { Name = "x", Channels = ["nobody"] });
            o.Templates[new TemplateKey(null, null)] = new MessageTemplate { Body = "{root_caus}" };
            o.Limits = new NotificationLimits { MaxGroupSize = 0 };
            o.Outbox = new OutboxOptions { MaxAttempts = 0 };
            o.MaintenanceWindows.Add(new MaintenanceWindow { Name = "w" });
        });
        string message = make.Should().Throw<ArgumentException>().Which.Message;
        message.Should().Contain("a → b → a").And.Contain("'c d'").And.Contain("SendTimeout").And.Contain("'slak'").And.Contain("'nobody'").And.Contain("did you mean 'root_cause'")
            .And.Contain("MaxGroupSize").And.Contain("MaxAttempts").And.Contain("'w'");
        Action none = () => NotificationCenter.Create(_ => { });
        none.Should().Throw<ArgumentException>().WithMessage("*No channel is configured*");
    }
}
