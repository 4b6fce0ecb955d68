using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Images;

/// <summary>Packs of the host beside the built-in ones: together they are as if all were in one matcher, and the built-in tables stay.</summary>
[TestFixture]
public sealed class HostPacksTests
{
    private static readonly FailurePattern s_quota = new() { Id = "host.quota", Title = "The tenant's quota is used up", Category = FailureCategory.ResourceExhaustion, Any = ["tenant quota {digits} reached"], Matches = ["tenant quota 7 reached"] };

    [Test]
    public void Both_are_found_as_by_one_matcher()
    {
        var library = new PatternLibrary();
        FailurePattern[] builtIn = [.. library.Packs.SelectMany(pack => pack.Patterns)];
        FailurePattern overridden = builtIn.First(pattern => pattern.Any.Count > 3), disabled = builtIn.Last(pattern => pattern.Any.Count > 3);
        library.Use(PatternPack.Of("host", "2.0.0", [s_quota, overridden with { Title = "Ours", Any = [.. overridden.Any, "our own words"] }], disabled.Id));
        FailurePattern[] all = [.. builtIn.Where(pattern => pattern.Id != overridden.Id && pattern.Id != disabled.Id), .. library.Packs[^1].Patterns];
        PatternMatcher one = PatternMatcher.Of(all);
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            string text = RandomLog.Of(random, seed % 3 == 0 ? [overridden, disabled, s_quota] : [.. all, disabled]);
            Found(library.Current.Matcher, text).Should().BeEquivalentTo(Found(one, text), "seed {0}", seed);
        }
    }

    [Test]
    public void Hits_of_both_come_in_the_order_of_the_text()
    {
        FailurePattern builtIn = new PatternLibrary().Packs.SelectMany(pack => pack.Patterns).First(pattern => pattern is { Any.Count: > 0, All.Count: 0, Unless.Count: 0 });
        using MatchRun run = new PatternLibrary(PatternPack.Of("host", "1.0.0", [s_quota])).Current.Matcher.Match($"tenant quota 1 reached\n{builtIn.Matches[0]}\ntenant quota 2 reached");
        run.Hits.Select(hit => hit.LineStart + hit.Start).Should().BeInAscendingOrder();
        run.Hits.Select(hit => hit.Line).Should().HaveElementAt(0, 0).And.EndWith([run.Hits[^1].Line]).And.Subject.Distinct().Count().Should().BeGreaterThan(2);
    }

    [Test]
    public void A_host_pack_does_not_have_the_built_in_packs_read_again()
    {
        var library = new PatternLibrary();
        PatternTable before = library.Current.Matcher.Parts[0].Table;
        library.Use(PatternPack.Of("host", "1.0.0", [s_quota]));
        library.Current.Matcher.Parts[0].Table.Should().BeSameAs(before);
        new PatternLibrary().Current.Matcher.Parts[0].Table.Should().BeSameAs(before, "libraries share it");
        library.Remove("host").Should().BeTrue();
        library.Current.Matcher.Parts.Length.Should().Be(1);
    }

    [Test]
    public void A_pattern_knows_its_pack()
    {
        var library = new PatternLibrary(PatternPack.Of("host", "3.0.0", [s_quota]));
        FailurePattern builtIn = library.Packs[1].Patterns[0];
        library.Current.PackOf(builtIn).Should().Be($"{library.Packs[1].Name} {library.Packs[1].Version}");
        library.Current.PackOf(library.Packs[^1].Patterns[0]).Should().Be("host 3.0.0");
        library.Current.PackOf(builtIn with { Tier = 1 }).Should().BeNull("it is from no pack");
        library.Current.PackOf(s_quota with { Id = "kind:Network" }).Should().BeNull();
    }

    [Test]
    public void A_built_in_pattern_may_be_taken_over_with_a_change()
    {
        FailurePattern builtIn = new PatternLibrary().Packs[0].Patterns.First(pattern => pattern.Any.Count > 0);
        FluentActions.Invoking(() => PatternPack.Of("host", "1.0.0", [builtIn with { Owner = "us" }])).Should().NotThrow("its tests are still there");
    }

    [Test]
    public void Letters_beyond_ascii_have_no_cases()
    {
        FailurePattern small = s_quota with { Id = "a.small", Any = ["überlauf"] }, large = s_quota with { Id = "a.large", Any = ["Überlauf"] };
        Found(PatternMatcher.Of([small, large]), "Überlauf\nüberlauf").Should().Equal(("a.large", 0, 0, 9), ("a.small", 1, 0, 9));
    }

    private static List<(string Id, int Line, int Start, int Length)> Found(PatternMatcher matcher, string text)
    {
        using MatchRun run = matcher.Match(text);
        return [.. run.Hits.Select(hit => (matcher.Patterns[hit.Pattern].Id, hit.Line, hit.Start, hit.Length))];
    }
}
