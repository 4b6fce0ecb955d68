using System.Collections.Immutable;

namespace WorkflowResilience.Notifications.Tests.Escalation;

internal sealed class EscalationScheduleTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_thousand_random_schedules_are_those_of_the_naive_model_across_restarts()
    {
        int steps = 0;
        for (int seed = 0; seed < 1000; seed++) steps += Run(seed);
        steps.Should().BeGreaterThan(2000, "schedules without steps would prove nothing");
        TestContext.Out.WriteLine($"{steps} steps");
    }

    private static int Run(int seed)
    {
        var random = new Random(seed);
        var rules = new (int MinSeverity, int Delay, int? Every, int Repeats, bool StopOnAcknowledge, bool Silent)[random.Next(1, 4)];
        for (int i = 0; i < rules.Length; i++)
        {
            rules[i] = (random.Next(5), random.Next(0, 60), random.Next(4) == 0 ? null : random.Next(1, 40), random.Next(0, 6), random.Next(3) > 0, random.Next(3) > 0);
        }

        EscalationRule[] real = [.. rules.Select((r, i) => new EscalationRule
        {
            Name = $"{i}",
            Channels = ["pager"],
            MinSeverity = (FailureSeverity)r.MinSeverity,
            Delay = TimeSpan.FromMinutes(r.Delay),
            RepeatEvery = r.Every is { } every ? TimeSpan.FromMinutes(every) : null,
            MaxRepeats = r.Repeats,
            StopOnAcknowledge = r.StopOnAcknowledge,
            SilentInMaintenance = r.Silent,
        })];
        var naive = new NaiveEscalation(rules.Length) { Rule = i => rules[i] };
        (IncidentBook book, EscalationBook escalations) = (new IncidentBook(100), new EscalationBook(real));
        string key = "k";
        bool muted = false;
        int count = 0;
        for (int minute = 0; minute < 300; minute++)
        {
            DateTimeOffset now = s_start.AddMinutes(minute);
            switch (random.Next(40))
            {
                case 0 or 1:
                    int severity = random.Next(5);
                    naive.Fail(minute, severity);
                    var failure = new Notification { Kind = NotificationKind.WorkflowFailed, Severity = (FailureSeverity)severity, Summary = "x" };
                    Incident incident = book.Record(failure, key, now, out _).Incident!;
                    book.Set(escalations.Begin(incident, ImmutableSortedDictionary<string, string>.Empty));
                    break;
                case 2 when random.Next(3) == 0:
                    naive.Acknowledge();
                    book.Acknowledge(key, "ann", now);
                    break;
                case 3 when random.Next(2) == 0:
                    naive.Resolve();
                    book.Resolve(key, "ann", now);
                    break;
                case 4:
                    muted = !muted;
                    break;
                case 5:
                    (book, escalations) = Restarted(book, real);
                    break;
                case 6:
                    // Nothing runs for a while: both are asked only afterwards.
                    minute += random.Next(1, 50);
                    now = s_start.AddMinutes(minute);
                    break;
            }

            (int, int)[] expected = [.. naive.Tick(minute, muted).Order()];
            (int, int)[] got = [.. escalations.Take(book, now, _ => muted, []).Select(s => (int.Parse(s.Rule, null), s.Level)).Order()];
            got.Should().Equal(expected, $"seed {seed}, minute {minute}");
            book.OpenCount.Should().Be(naive.IsOpen ? 1 : 0, $"seed {seed}, minute {minute}");
            EscalationBook.Forgotten(book).Should().BeEmpty($"seed {seed}, minute {minute}");
            (escalations.NextAt > now).Should().BeTrue($"seed {seed}, minute {minute}");
            count += got.Length;
        }

        return count;
    }

    private static (IncidentBook, EscalationBook) Restarted(IncidentBook book, EscalationRule[] rules)
    {
        IncidentBook restored = new(100);
        EscalationBook escalations = new(rules);
        foreach (byte[] stored in book.All().Select(i => i.Save()))
        {
            Incident incident = Incident.Load(stored);
            restored.Restore(incident);
            escalations.Watch(incident);
        }

        return (restored, escalations);
    }

    [Test, CancelAfter(60_000)]
    public async Task No_step_follows_an_acknowledgement_or_an_end_whoever_races(CancellationToken cancellationToken)
    {
        var rule = new EscalationRule { Name = "0", Channels = ["pager"], MinSeverity = FailureSeverity.Low, Delay = TimeSpan.Zero, RepeatEvery = TimeSpan.FromMinutes(1), MaxRepeats = 1000 };
        int raced = 0;
        for (int round = 0; round < 300; round++)
        {
            (IncidentBook book, EscalationBook escalations) = (new IncidentBook(100), new EscalationBook([rule]));
            var gate = new Lock();
            var failure = new Notification { Kind = NotificationKind.WorkflowFailed, Severity = FailureSeverity.High, Summary = "x" };
            book.Set(escalations.Begin(book.Record(failure, "k", s_start, out _).Incident!, ImmutableSortedDictionary<string, string>.Empty));
            bool isResolve = round % 2 == 0, isOver = false;
            int sentAfter = 0, sent = 0, reached = 0, amid = 20 + (round % 150);
            using var start = new Barrier(3);
            Task ticker = Task.Run(
                () =>
                {
                    start.SignalAndWait(cancellationToken);
                    for (int minute = 0; minute < 200; minute++)
                    {
                        Volatile.Write(ref reached, minute);
                        Thread.Yield();
                        lock (gate)
                        {
                            int steps = escalations.Take(book, s_start.AddMinutes(minute), _ => false, []).Count;
                            sent += steps;
                            if (isOver) sentAfter += steps;
                        }
                    }
                },
                cancellationToken);
            int ended = 0;
            Task[] enders = [.. Enumerable.Range(0, 2).Select(i => Task.Run(
                () =>
                {
                    start.SignalAndWait(cancellationToken);
                    while (Volatile.Read(ref reached) < amid) Thread.Yield();
                    lock (gate)
                    {
                        Incident? changed = isResolve ? book.Resolve("k", $"{i}", s_start) : book.Acknowledge("k", $"{i}", s_start);
                        if (changed is not null) ended++;
                        isOver = true;
                    }
                },
                cancellationToken))];
            await Task.WhenAll([ticker, .. enders]);
            sentAfter.Should().Be(0, $"round {round}");
            ended.Should().Be(1, "one of two is the first");
            if (sent is > 0 and < 200) raced++;
        }

        raced.Should().BeGreaterThan(100, "the end must come amid the steps to race with them");
        TestContext.Out.WriteLine($"{raced} of 300 rounds ended amid the steps");
    }
}
