using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Patterns;

/// <summary>What is asked of a host's packs holds for all built-in ones together.</summary>
[TestFixture]
public sealed class BuiltInPackTests
{
    private static readonly IReadOnlyList<PatternPack> s_packs = BuiltInPacks.All;
    private static readonly PatternMatcher s_matcher = PatternMatcher.Of(s_packs.SelectMany(pack => pack.Patterns));

    [Test]
    public void No_pack_has_a_problem_of_its_own() =>
        s_packs.SelectMany(PackCheck.Of).Should().BeEmpty();

    [Test]
    public void Ids_are_unique() => s_packs.SelectMany(pack => pack.Patterns).Select(pattern => pattern.Id).Should().OnlyHaveUniqueItems();

    [Test]
    public void No_pattern_makes_another_one_useless() =>
        s_packs.SelectMany(pack => pack.Patterns.SelectMany((pattern, index) => new PatternOverlaps(s_matcher, pack.Source, _ => "a built-in pack").Of(index, pattern)))
            .Select(problem => problem.ToString()).Should().BeEmpty();

    [Test]
    public void No_pattern_takes_a_line_of_a_healthy_log_for_a_failure() =>
        BenignLines.Flagged(s_matcher).Select(flagged => flagged.Key.Id).Should().BeEmpty("the lines are in Packs/benign.txt");

    [Test]
    public void Hundreds_of_healthy_lines_are_there_each_once()
    {
        BenignLines.All.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(300);
        foreach (string trap in (string[])["generate report", "author", "strategy", "403 bytes sent", "unlimited", "delimiter", "0 errors"])
            BenignLines.All.Should().Contain(line => line.Contains(trap, StringComparison.OrdinalIgnoreCase), trap);
    }
}
