using System.Collections.Immutable;

namespace WorkflowResilience.Notifications.Tests.Routing;

internal sealed class RoutingTreeTests
{
    private static readonly HashSet<string> s_channels = new(["ops", "pager", "mail"], StringComparer.Ordinal);

    [Test]
    public void Trap19_What_no_child_takes_is_told_by_the_root()
    {
        var tree = new RoutingTree(NotificationRoute.To("ops") with { Routes = [NotificationRoute.ForSeverity(FailureSeverity.Critical, "pager")] });
        tree.Match(Labels(("severity", "low"))).Should().ContainSingle().Which.Node.Channels.Should().Equal("ops");
        tree.Match(Labels()).Should().ContainSingle().Which.Node.Channels.Should().Equal("ops");
    }

    [Test]
    public void Trap19_A_tree_that_could_tell_nobody_is_refused()
    {
        Problems(new NotificationRoute()).Should().ContainSingle().Which.Should().Contain("no channels");
        Problems(NotificationRoute.To("ops") with { Matchers = [LabelMatcher.Equal("team", "db")] }).Should().ContainSingle().Which.Should().Contain("must take everything");
    }

    [TestCase(FailureSeverity.Medium, "ops")]
    [TestCase(FailureSeverity.High, "mail")]
    [TestCase(FailureSeverity.Critical, "pager")]
    [TestCase(FailureSeverity.Fatal, "pager")]
    public void A_route_for_a_severity_takes_what_is_at_least_that_grave(FailureSeverity severity, string channel)
    {
        var tree = new RoutingTree(NotificationRoute.To("ops") with
        {
            Routes = [NotificationRoute.ForSeverity(FailureSeverity.Critical, "pager"), NotificationRoute.ForSeverity(FailureSeverity.High, "mail")],
        });
        tree.Match(NotificationLabels.Of(new Notification { Kind = NotificationKind.WorkflowFailed, Severity = severity, Summary = "x" }))
            .Should().ContainSingle().Which.Node.Channels.Should().Equal(channel);
    }

    [Test]
    public void A_child_has_from_its_parent_what_it_does_not_say()
    {
        var root = NotificationRoute.To("ops") with
        {
            GroupBy = ["stage", "workflow"],
            HourlyCap = 7,
            FailoverAfter = TimeSpan.FromSeconds(20),
            Failover = ["mail"],
            Routes = [new NotificationRoute { GroupWait = TimeSpan.Zero, DailyCap = 3, Routes = [new NotificationRoute { Channels = ["pager"], HourlyCap = 1 }] }],
        };
        RouteNode node = new RoutingTree(root).Match(Labels()).Single().Node;
        node.Path.Should().Be("root/0/0");
        node.Channels.Should().Equal("pager");
        node.Failover.Should().Equal("mail");
        (node.HourlyCap, node.DailyCap, node.GroupWait, node.FailoverAfter).Should().Be((1, 3, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        node.GroupBy.Should().Equal("stage", "workflow");
    }

    [Test]
    public void Defaults_are_those_of_the_documentation()
    {
        RouteNode node = new RoutingTree(NotificationRoute.To("ops")).Match(Labels()).Single().Node;
        node.Should().BeEquivalentTo(
            new
            {
                FailoverAfter = TimeSpan.FromSeconds(45),
                GroupWait = TimeSpan.FromSeconds(10),
                GroupInterval = TimeSpan.FromMinutes(5),
                RepeatInterval = TimeSpan.FromHours(4),
                GroupBy = new[] { "workflow" },
            });
        (node.HourlyCap, node.DailyCap, node.Failover).Should().Be((null, null, null));
    }

    [Test]
    public void Groups_are_told_apart_by_route_and_by_every_value_whatever_is_in_it()
    {
        var root = NotificationRoute.To("ops") with { GroupBy = ["a", "b"], Routes = [new NotificationRoute { Matchers = [LabelMatcher.Equal("x", "1")] }] };
        var tree = new RoutingTree(root);
        string[] keys =
        [
            .. new[]
            {
                Labels(("a", "1")), Labels(("b", "1")), Labels(("a", "1|b=0:")), Labels(("a", "1"), ("b", "|b=1:1")), Labels(), Labels(("a", "1"), ("x", "1")),
            }.Select(l => tree.Match(l).Single().GroupKey),
        ];
        keys.Should().OnlyHaveUniqueItems();
        tree.Match(Labels(("a", "1"), ("c", "other"))).Single().GroupKey.Should().Be(keys[0], "labels that are not grouped by do not matter");
    }

    [Test]
    public void Three_dots_group_by_all_labels()
    {
        var tree = new RoutingTree(NotificationRoute.To("ops") with { GroupBy = ["..."] });
        tree.Match(Labels(("a", "1"))).Single().GroupKey.Should().NotBe(tree.Match(Labels(("a", "1"), ("c", "2"))).Single().GroupKey);
    }

    [Test]
    public void Every_problem_of_a_tree_is_named_with_its_place()
    {
        var root = NotificationRoute.To("ops", "ops") with
        {
            Continue = true,
            GroupBy = ["...", "workflow"],
            Routes =
            [
                new NotificationRoute { Channels = ["pagr"], HourlyCap = 0, DailyCap = -1 },
                new NotificationRoute { Channels = ["pager"], Failover = ["pager"], FailoverAfter = TimeSpan.Zero, Routes = [new NotificationRoute { GroupBy = ["1a"], Continue = true }] },
                new NotificationRoute { Channels = [], GroupWait = TimeSpan.FromHours(2), GroupInterval = TimeSpan.FromDays(2), RepeatInterval = TimeSpan.Zero, GroupBy = ["a", "a"] },
            ],
        };
        string problems = string.Join('\n', Problems(root));
        foreach (string expected in new[]
        {
            "'root' names the channel 'ops' twice", "'root' has Continue", "'root' groups by '...' and others", "'root/0' names the channel 'pagr', which is not configured", "pager",
            "'root/0' has the hourly cap 0", "'root/0' has the daily cap -1", "'root/1' fails over from 'pager' to itself", "'root/1' fails over after", "'root/1/0' groups by '1a'",
            "'root/1/0' has Continue", "'root/2' has an empty list", "'root/2' has the group wait", "'root/2' has the group interval", "'root/2' has the repeat interval",
            "'root/2' groups by 'a' twice",
        })
        {
            problems.Should().Contain(expected);
        }
    }

    [Test]
    public void A_tree_that_is_right_has_no_problems() =>
        Problems(NotificationRoute.To("ops") with
        {
            Routes = [NotificationRoute.ForSeverity(FailureSeverity.Critical, "pager", "ops") with { Continue = true, Failover = ["mail"], GroupBy = ["..."] }, new NotificationRoute { Channels = ["mail"] }],
        }).Should().BeEmpty();

    private static List<string> Problems(NotificationRoute root) => [.. RoutingTree.Problems(root, s_channels)];

    private static ImmutableSortedDictionary<string, string> Labels(params (string Name, string Value)[] labels) =>
        labels.ToImmutableSortedDictionary(l => l.Name, l => l.Value, StringComparer.Ordinal);
}
