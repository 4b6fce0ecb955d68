using System.Collections.Immutable;

namespace WorkflowResilience.Notifications.Tests.Inhibition;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class InhibitorTests
{
    private static readonly InhibitionRule s_criticalOverLow = new() { Source = [LabelMatcher.Parse("severity=critical")], Target = [LabelMatcher.Parse("severity=~low|medium")] };

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    [Test]
    public void What_follows_from_a_failure_is_held_back_while_its_incident_is_open()
    {
        var inhibitor = new Inhibitor([]);
        Open(inhibitor, Failure("clone", null), "I1");
        Find(inhibitor, Failure("build", "clone"), "I2").Should().Be("I1");
        _open.Clear();
        Find(inhibitor, Failure("build", "clone"), "I2").Should().BeNull("the incident is over");
    }

    [Test]
    public void An_ancestor_is_found_over_those_between()
    {
        var inhibitor = new Inhibitor([]);
        Open(inhibitor, Failure("clone", null), "I1");
        inhibitor.Note(Failure("build", "clone"), "I2", Labels());
        inhibitor.Note(Failure("test", "build"), incident: null, Labels());
        Find(inhibitor, Failure("deploy", "test"), "I4").Should().Be("I1");
    }

    [Test]
    public void An_incident_never_holds_itself_back()
    {
        var inhibitor = new Inhibitor([s_criticalOverLow with { Target = [LabelMatcher.Parse("severity!=fatal")] }]);
        Open(inhibitor, Failure("clone", null), "I1", ("severity", "critical"));
        Find(inhibitor, Failure("again", "clone"), "I1", ("severity", "low")).Should().BeNull();
    }

    [Test]
    public void The_end_of_an_incident_is_never_held_back()
    {
        var inhibitor = new Inhibitor([s_criticalOverLow]);
        Open(inhibitor, Failure("clone", null), "I1", ("severity", "critical"));
        Find(inhibitor, Failure("build", "clone") with { Resolves = true }, "I2", ("severity", "low")).Should().BeNull();
        Find(inhibitor, Failure("build", "clone") with { Kind = NotificationKind.SystemRecovered }, "I2", ("severity", "low")).Should().BeNull();
    }

    [Test]
    public void A_circle_of_causes_ends()
    {
        var inhibitor = new Inhibitor([]);
        inhibitor.Note(Failure("a", "b"), "I1", Labels());
        inhibitor.Note(Failure("b", "a"), "I2", Labels());
        Find(inhibitor, Failure("c", "a"), "I3").Should().BeNull();
    }

    [Test]
    public void A_rule_holds_back_what_has_the_same_values_and_not_the_gravest()
    {
        var inhibitor = new Inhibitor([s_criticalOverLow]);
        Open(inhibitor, Failure("x", null), "I1", ("severity", "critical"), ("workflow", "release"));
        Find(inhibitor, Failure("y", null), "I2", ("severity", "low"), ("workflow", "release")).Should().Be("I1");
        Find(inhibitor, Failure("y", null), "I2", ("severity", "low"), ("workflow", "other")).Should().BeNull();
        Find(inhibitor, Failure("y", null), "I2", ("severity", "low")).Should().BeNull("a label that is missing on one side only is another value");
        Find(inhibitor, Failure("y", null), "I2", ("severity", "high"), ("workflow", "release")).Should().BeNull();
        inhibitor.Forget("I1");
        Find(inhibitor, Failure("y", null), "I2", ("severity", "low"), ("workflow", "release")).Should().BeNull();
    }

    [Test]
    public void Two_that_are_source_and_target_of_a_rule_do_not_hold_each_other_back()
    {
        var inhibitor = new Inhibitor([new InhibitionRule { Source = [LabelMatcher.Parse("severity=critical")], Target = [LabelMatcher.Parse("team=db")], Equal = [] }]);
        Open(inhibitor, Failure("x", null), "I1", ("severity", "critical"), ("team", "db"));
        Find(inhibitor, Failure("y", null), "I2", ("severity", "critical"), ("team", "db")).Should().BeNull();
        Find(inhibitor, Failure("y", null), "I2", ("severity", "low"), ("team", "db")).Should().Be("I1");
    }

    [Test]
    public void The_oldest_failures_are_forgotten_beyond_the_capacity()
    {
        var inhibitor = new Inhibitor([], capacity: 3);
        for (int i = 0; i < 4; i++) Open(inhibitor, Failure($"f{i}", null), $"I{i}");
        Find(inhibitor, Failure("x", "f0"), "X").Should().BeNull();
        Find(inhibitor, Failure("x", "f1"), "X").Should().Be("I1");
        Find(inhibitor, Failure("x", "f3"), "X").Should().Be("I3");
    }

    [Test]
    public void Agrees_with_a_search_of_all_ancestors_in_random_forests()
    {
        int seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int round = 0; round < 200; round++)
        {
            var inhibitor = new Inhibitor([]);
            var all = new List<(int? Parent, string? Incident)>();
            _open.Clear();
            for (int i = 0; i < 30; i++)
            {
                int? parent = i > 0 && random.Next(4) > 0 ? random.Next(i) : null;
                string? incident = random.Next(5) == 0 ? null : $"I{random.Next(12)}";
                string? expected = null;
                for (int? at = parent; at is { } n && expected is null; at = all[n].Parent)
                {
                    if (all[n].Incident is { } key && key != incident && _open.Contains(key)) expected = key;
                }

                Notification notification = Failure($"f{i}", parent is { } p ? $"f{p}" : null);
                Find(inhibitor, notification, incident).Should().Be(expected, "seed {0}, round {1}, failure {2}", seed, round, i);
                inhibitor.Note(notification, incident, Labels());
                all.Add((parent, incident));
                if (incident is not null && random.Next(3) > 0) _open.Add(incident);
                if (random.Next(4) == 0 && _open.Count > 0) _open.Remove(_open.Order(StringComparer.Ordinal).ElementAt(random.Next(_open.Count)));
            }
        }
    }

    private void Open(Inhibitor inhibitor, Notification notification, string incident, params (string Name, string Value)[] labels)
    {
        _open.Add(incident);
        inhibitor.Note(notification, incident, Labels(labels));
    }

    private string? Find(Inhibitor inhibitor, Notification notification, string? incident, params (string Name, string Value)[] labels) =>
        inhibitor.Find(notification, incident, Labels(labels), _open.Contains);

    private static Notification Failure(string id, string? causedBy) => new()
    {
        Kind = NotificationKind.WorkflowFailed,
        Summary = id,
        FailureId = id,
        CausedBy = causedBy is null ? null : new FailureLink("Build", causedBy, Fingerprint: null),
    };

    private static ImmutableSortedDictionary<string, string> Labels(params (string Name, string Value)[] labels) =>
        labels.ToImmutableSortedDictionary(l => l.Name, l => l.Value, StringComparer.Ordinal);
}
