namespace WorkflowResilience.Notifications.Tests.Incidents;

internal sealed class IncidentBookTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private static Notification Failure(FailureSeverity severity, bool resolves = false) =>
        new() { Kind = NotificationKind.WorkflowFailed, Severity = severity, Summary = "Clone failed", Workflow = "release", Resolves = resolves };

    [Test]
    public void Its_life_is_what_a_naive_model_says_and_storing_changes_nothing()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            IncidentBook book = new(100);
            Dictionary<string, (int State, int Life, int Count, int Severity)> naive = [];
            for (int i = 0; i < 150; i++)
            {
                string key = $"{random.Next(4)}", because = $"seed {seed}, step {i}";
                DateTimeOffset now = s_start.AddMinutes(i);
                bool isKnown = naive.TryGetValue(key, out var known), isOpen = isKnown && known.State < 2;
                switch (random.Next(6))
                {
                    case 0:
                        bool takes = isKnown && known.State == 0;
                        (book.Acknowledge(key, "ann", now) is not null).Should().Be(takes, because);
                        if (takes) naive[key] = known with { State = 1 };
                        break;
                    case 1:
                        (book.Resolve(key, "ann", now) is not null).Should().Be(isOpen, because);
                        if (isOpen) naive[key] = known with { State = 2 };
                        break;
                    case 2:
                        book.Record(Failure(FailureSeverity.Low, true), key, now, out _).Change.Should().Be(isOpen ? IncidentChange.Resolved : IncidentChange.NothingToResolve, because);
                        if (isOpen) naive[key] = known with { State = 2 };
                        break;
                    case 3:
                        book = Restarted(book);
                        break;
                    default:
                        int severity = random.Next(5);
                        IncidentChange expected = !isKnown ? IncidentChange.Opened : !isOpen ? IncidentChange.Reopened : severity > known.Severity ? IncidentChange.Worsened : IncidentChange.Repeated;
                        book.Record(Failure((FailureSeverity)severity), key, now, out _).Change.Should().Be(expected, because);
                        naive[key] = isOpen ? known with { Count = known.Count + 1, Severity = Math.Max(severity, known.Severity) } : (0, known.Life + 1, 1, severity);
                        break;
                }

                book.All().ToDictionary(x => x.Key, x => ((int)x.State, x.Generation, (int)x.Occurrences, (int)x.Severity)).Should().Equal(naive, because);
                book.OpenCount.Should().Be(naive.Values.Count(n => n.State < 2), because);
            }
        }
    }

    [Test]
    public void Trap8_Beyond_the_bound_the_longest_resolved_goes_then_the_mildest_open_counted()
    {
        IncidentBook book = new(3);
        book.Record(Failure(FailureSeverity.High), "a", s_start, out _);
        book.Record(Failure(FailureSeverity.Low), "b", s_start, out _);
        book.Record(Failure(FailureSeverity.Fatal), "c", s_start, out _);
        book.Resolve("c", null, s_start.AddMinutes(1));
        book.Record(Failure(FailureSeverity.Low), "d", s_start.AddMinutes(2), out List<string>? evicted);
        evicted.Should().Equal("c");
        book.Evicted.Should().Be(0);
        book.Record(Failure(FailureSeverity.Low), "e", s_start.AddMinutes(3), out evicted);
        evicted.Should().Equal("b");
        book.Evicted.Should().Be(1);
        book.Count.Should().Be(3);
        book.OpenCount.Should().Be(3);
    }

    [Test]
    public void Everything_of_an_incident_is_stored()
    {
        IncidentBook book = new(100);
        book.Record(Failure(FailureSeverity.High), "a", s_start, out _);
        book.Acknowledge("a", "ann", s_start.AddMinutes(1));
        Incident incident = book.Set(book.Resolve("a", "bob", s_start.AddMinutes(2))!.WithTold("slack", s_start));
        Incident.Load(incident.Save()).Should().BeEquivalentTo(incident);
    }

    private static IncidentBook Restarted(IncidentBook book)
    {
        IncidentBook restored = new(100);
        foreach (Incident incident in book.All()) restored.Restore(Incident.Load(incident.Save()));
        return restored;
    }
}
