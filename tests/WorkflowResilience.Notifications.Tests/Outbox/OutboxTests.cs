using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications.Tests.Outbox;

internal sealed class OutboxTests
{
    private static readonly DeliveryResult s_down = DeliveryResult.Transient("http-503");

    [Test]
    public async Task An_accepted_delivery_leaves_the_store()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        await rig.AddAsync(rig.Row("ops"));
        rig.Log.Should().Equal("accepted d1");
        (await rig.StoredCountAsync()).Should().Be(0);
        rig.Outbox.Count.Should().Be(0);
    }

    [Test]
    public async Task A_failed_delivery_is_tried_again_with_the_same_id()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        rig.Channels["ops"].Then(s_down).Then(s_down).Then(s_down);
        await rig.AddAsync(rig.Row("ops"));
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        rig.Channels["ops"].Calls.Should().HaveCount(4).And.OnlyContain(c => c.Message.DeliveryId == "d1");
        rig.Channels["ops"].Calls.Select(c => c.Message.Attempt).Should().Equal(1, 2, 3, 4);
        rig.Log[^1].Should().Be("accepted d1");
    }

    [Test]
    public async Task Trap26_What_a_dead_process_left_is_sent_by_the_next()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        rig.Channels["ops"].Otherwise = _ => s_down;
        await rig.AddAsync(rig.Row("ops"), rig.Row("ops"));
        await rig.Outbox.DisposeAsync();
        OutboxRig next = await new OutboxRig(rig.Store, time: rig.Time).StartAsync("ops");
        next.Time.Advance(TimeSpan.FromMinutes(1));
        next.Log.Should().BeEquivalentTo("accepted d1", "accepted d2");
        (await next.StoredCountAsync()).Should().Be(0);
    }

    [Test]
    public async Task Trap31_Deliveries_of_one_incident_go_in_order_and_others_pass()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        rig.Channels["ops"].Otherwise = m => m.DeliveryId == "d1" && m.Attempt < 3 ? s_down : DeliveryResult.Accepted();
        await rig.AddAsync(rig.Row("ops", "a"), rig.Row("ops", "a", MessageAction.Inform), rig.Row("ops", "b"));
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        rig.Channels["ops"].Accepted.Should().BeEquivalentTo("d3", "d1", "d2");
        rig.Channels["ops"].Accepted.Where(id => id != "d3").Should().Equal("d1", "d2");
        rig.Channels["ops"].Accepted.First().Should().Be("d3", "what has nothing to do with the failing incident does not wait for it");
    }

    [Test]
    public async Task Trap31_A_trigger_is_not_sent_after_its_resolve()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        rig.Channels["ops"].Otherwise = _ => s_down;
        await rig.AddAsync(rig.Row("ops", "a"));
        rig.Channels["ops"].Otherwise = _ => DeliveryResult.Accepted();
        await rig.AddAsync(rig.Row("ops", "a", MessageAction.Resolve));
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        rig.Channels["ops"].Accepted.Should().Equal("d2");
        rig.Log.Should().Contain("overtaken d1");
        (await rig.StoredCountAsync()).Should().Be(0);
    }

    [Test]
    public async Task A_trigger_under_way_when_its_resolve_comes_is_not_tried_again()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        var held = new TaskCompletionSource();
        rig.Channels["ops"].Held = held;
        rig.Channels["ops"].Then(DeliveryResult.Throttled("http-429"));
        await rig.AddAsync(rig.Row("ops", "a"));
        await rig.AddAsync(rig.Row("ops", "a", MessageAction.Resolve));
        rig.Channels["ops"].Held = null;
        held.SetResult();
        await rig.UntilAsync(() => rig.Outbox.Count == 1);
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        rig.Channels["ops"].Calls.Select(c => c.Message.DeliveryId).Should().Equal("d1", "d2");
    }

    [Test]
    public async Task The_next_channel_takes_over_at_the_deadline_and_the_first_is_tried_on()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops", "phone");
        rig.Channels["ops"].Otherwise = _ => s_down;
        DateTimeOffset start = rig.Time.GetUtcNow();
        await rig.AddAsync(rig.Row("ops", failover: ["phone"]));
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        rig.Channels["phone"].Calls.Should().ContainSingle().Which.At.Should().BeOnOrBefore(start + TimeSpan.FromSeconds(46));
        rig.Channels["ops"].Otherwise = _ => DeliveryResult.Accepted();
        rig.Time.Advance(TimeSpan.FromMinutes(30));
        rig.Channels["ops"].Accepted.Should().Equal("d1");
        rig.Channels["phone"].Calls.Should().ContainSingle();
    }

    [Test]
    public async Task A_faulted_channel_fails_over_at_once()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops", "mail", "phone");
        rig.Channels["ops"].Otherwise = _ => DeliveryResult.Faulted("http-403");
        rig.Channels["mail"].Otherwise = _ => DeliveryResult.Faulted("auth");
        await rig.AddAsync(rig.Row("ops", failover: ["mail", "phone"]));
        rig.Channels["phone"].Accepted.Should().ContainSingle("the chain is followed without waiting");
        rig.Log.Should().Contain("over d1 to mail").And.Contain("over d1-mail to phone");
    }

    [Test]
    public async Task A_channel_pauses_as_long_as_the_provider_asks()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        rig.Channels["ops"].Then(DeliveryResult.Throttled("http-429", TimeSpan.FromSeconds(90)));
        DateTimeOffset start = rig.Time.GetUtcNow();
        await rig.AddAsync(rig.Row("ops"));
        await rig.AddAsync(rig.Row("ops", severity: FailureSeverity.Critical));
        rig.Time.Advance(TimeSpan.FromSeconds(89));
        rig.Channels["ops"].Calls.Should().ContainSingle("also other messages wait");
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        rig.Channels["ops"].Accepted.Should().Equal("d2", "d1");
        rig.Channels["ops"].Calls.Skip(1).Should().OnlyContain(c => c.At >= start + TimeSpan.FromSeconds(90));
    }

    [Test]
    public async Task What_is_rejected_becomes_a_dead_letter_that_can_be_sent_again()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        rig.Channels["ops"].Then(DeliveryResult.Rejected("invalid-payload"));
        await rig.AddAsync(rig.Row("ops"));
        rig.Outbox.DeadLetters().Should().ContainSingle().Which.Reason.Should().Be("invalid-payload");
        (await rig.StoredCountAsync(Notifications.Outbox.DeadCollection)).Should().Be(1);
        (await rig.Outbox.ReplayAsync("d1", default)).Should().BeTrue();
        rig.Channels["ops"].Accepted.Should().Equal("d1");
        rig.Outbox.DeadLetters().Should().BeEmpty();
        (await rig.Outbox.ReplayAsync("d1", default)).Should().BeFalse();
    }

    [Test]
    public async Task What_is_too_large_is_sent_smaller_once()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        rig.Channels["ops"].Otherwise = m => m.IsReduced ? DeliveryResult.Accepted() : DeliveryResult.TooLarge("http-413");
        await rig.AddAsync(rig.Row("ops"));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        rig.Channels["ops"].Calls.Select(c => c.Message.IsReduced).Should().Equal(false, true);
        rig.Channels["ops"].Otherwise = _ => DeliveryResult.TooLarge("http-413");
        await rig.AddAsync(rig.Row("ops"));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        rig.Outbox.DeadLetters().Should().ContainSingle();
    }

    [Test]
    public async Task A_critical_delivery_is_given_up_only_when_it_is_both_tried_enough_and_old()
    {
        var options = new OutboxOptions { MaxAttempts = 3, MaxAge = TimeSpan.FromHours(2), Backoff = BackoffSchedule.Fixed(TimeSpan.FromMinutes(1)) };
        OutboxRig rig = await new OutboxRig(options: options).StartAsync("ops");
        rig.Channels["ops"].Otherwise = _ => s_down;
        await rig.AddAsync(rig.Row("ops", "a"), rig.Row("ops", "b", severity: FailureSeverity.Critical));
        rig.Time.Advance(TimeSpan.FromMinutes(90));
        rig.Outbox.DeadLetters().Select(d => d.Id).Should().Equal("d1");
        rig.Time.Advance(TimeSpan.FromMinutes(40));
        rig.Outbox.DeadLetters().Select(d => d.Id).Should().Equal("d1", "d2");
    }

    [Test]
    public async Task Trap35_Deliveries_of_a_channel_that_is_gone_become_dead_letters()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops", "old");
        rig.Channels["old"].Otherwise = _ => s_down;
        await rig.AddAsync(rig.Row("old"));
        await rig.Outbox.DisposeAsync();
        OutboxRig next = await new OutboxRig(rig.Store, time: rig.Time).StartAsync("ops");
        next.Outbox.DeadLetters().Should().ContainSingle().Which.Reason.Should().Be("no-such-channel");
    }

    [Test]
    public async Task A_channel_that_throws_is_tried_again()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        rig.Channels["ops"].ThenThrow(new InvalidOperationException("boom"));
        await rig.AddAsync(rig.Row("ops"));
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        rig.Log.Should().Equal("failed d1 channel-error", "accepted d1");
    }

    [Test]
    public async Task A_message_that_waits_for_company_can_be_changed_until_it_goes()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        StoredDelivery row = rig.Row("ops", wait: TimeSpan.FromSeconds(10));
        await rig.AddAsync(row);
        List<RecordWrite> writes = [];
        rig.Outbox.TryChange("d1", r => r with { Grouped = [new GroupMember(r.Notification with { Summary = "more" }, "b")] }, writes).Should().BeTrue();
        await rig.Commits.Enqueue(writes).StoredAsync();
        rig.Channels["ops"].Calls.Should().BeEmpty();
        rig.Time.Advance(TimeSpan.FromSeconds(11));
        rig.Channels["ops"].Calls.Should().ContainSingle().Which.Message.Text.Should().Be("n1, more");
        rig.Outbox.TryChange("d1", r => r, writes).Should().BeFalse();
    }

    [Test]
    public async Task Trap31_A_message_for_several_incidents_tells_no_more_of_one_that_was_resolved()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        StoredDelivery row = rig.Row("ops", "a", wait: TimeSpan.FromSeconds(10));
        await rig.AddAsync(row with { Grouped = [new GroupMember(row.Notification with { Summary = "second" }, "b"), new GroupMember(row.Notification with { Summary = "third" }, "c")] });
        await rig.AddAsync(rig.Row("ops", "a", MessageAction.Resolve), rig.Row("ops", "c", MessageAction.Resolve));
        rig.Time.Advance(TimeSpan.FromSeconds(30));
        rig.Channels["ops"].Calls.Select(c => c.Message.Text).Should().Equal("n2", "n3", "second");
        (await rig.StoredCountAsync()).Should().Be(0);
    }

    [Test]
    public async Task Trap31_A_resolve_waits_for_the_message_under_way_that_tells_of_its_incident()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops");
        var held = new TaskCompletionSource();
        rig.Channels["ops"].Held = held;
        StoredDelivery row = rig.Row("ops", "a");
        await rig.AddAsync(row with { Grouped = [new GroupMember(row.Notification, "b")] });
        await rig.AddAsync(rig.Row("ops", "b", MessageAction.Resolve));
        rig.Channels["ops"].Calls.Should().ContainSingle();
        rig.Channels["ops"].Held = null;
        held.SetResult();
        await rig.UntilAsync(() => rig.Outbox.Count == 0);
        rig.Channels["ops"].Accepted.Should().Equal("d1", "d2");
    }

    [Test]
    public async Task A_flush_sends_what_waits_for_company_and_is_bounded_for_what_cannot_be_sent()
    {
        OutboxRig rig = await new OutboxRig().StartAsync("ops", "down");
        rig.Channels["down"].Otherwise = _ => DeliveryResult.Throttled("http-429", TimeSpan.FromHours(1));
        await rig.AddAsync(rig.Row("ops", wait: TimeSpan.FromMinutes(10)), rig.Row("down"));
        ValueTask<int> flush = rig.Outbox.FlushAsync(TimeSpan.FromSeconds(20), default);
        rig.Time.Advance(TimeSpan.FromSeconds(21));
        (await flush).Should().Be(1);
        rig.Channels["ops"].Accepted.Should().Equal("d1");
    }

    [Test]
    public async Task A_full_outbox_gives_up_the_mildest_and_counts_it()
    {
        OutboxRig rig = await new OutboxRig(options: new OutboxOptions { MaxPending = 100 }).StartAsync("ops");
        rig.Channels["ops"].Otherwise = _ => DeliveryResult.Throttled("http-429", TimeSpan.FromMinutes(10));
        for (int i = 0; i < 150; i++) await rig.AddAsync(rig.Row("ops", severity: i % 3 == 0 ? FailureSeverity.Critical : FailureSeverity.Low));
        rig.Outbox.Count.Should().Be(100);
        rig.Outbox.DeadLetters().Should().HaveCount(50).And.OnlyContain(d => d.Severity == FailureSeverity.Low && d.Reason == "outbox-full");
    }

    [Test]
    public async Task Held_ambiguous_messages_are_not_sent_twice()
    {
        OutboxRig rig = await new OutboxRig(options: new OutboxOptions { HoldAmbiguousBelow = FailureSeverity.High }).StartAsync("ops");
        rig.Channels["ops"].Otherwise = _ => DeliveryResult.Transient("timeout", isAmbiguous: true);
        await rig.AddAsync(rig.Row("ops", severity: FailureSeverity.Low));
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        rig.Outbox.DeadLetters().Should().ContainSingle().Which.Reason.Should().Be("ambiguous");
    }
}
