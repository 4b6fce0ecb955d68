using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Patterns;

/// <summary>How far a pattern's literals may stand apart.</summary>
[TestFixture]
public sealed class MatchRunTests
{
    private static readonly FailurePattern s_both = FailurePattern.Cause("a.b", FailureCategory.Network, "t", "hit me") with { All = ["beside it", "as well"] };
    private static readonly FailurePattern s_without = FailurePattern.Cause("a.b", FailureCategory.Network, "t", "hit me") with { Unless = ["never mind"] };

    [TestCase(PatternScope.Line, 0, true)]
    [TestCase(PatternScope.Line, 1, false)]
    [TestCase(PatternScope.Near, 8, true)]
    [TestCase(PatternScope.Near, 9, false)]
    [TestCase(PatternScope.Text, 300, true)]
    public void All_must_stand_within_the_scope_before_or_behind(PatternScope scope, int apart, bool found)
    {
        string gap = apart == 0 ? " " : new string('\n', apart);
        foreach (string text in (string[])[$"hit me{gap}beside it, as well", $"beside it, as well{gap}hit me"]) Hits(s_both with { Scope = scope }, text).Should().Be(found ? 1 : 0, text);
        Hits(s_both with { Scope = scope }, $"hit me{gap}beside it").Should().Be(0, "each of them must be there");
    }

    [TestCase(PatternScope.Line, 0, false)]
    [TestCase(PatternScope.Line, 1, true)]
    [TestCase(PatternScope.Near, 8, false)]
    [TestCase(PatternScope.Near, 9, true)]
    [TestCase(PatternScope.Text, 300, false)]
    public void None_of_unless_may_stand_within_the_scope(PatternScope scope, int apart, bool found)
    {
        string gap = apart == 0 ? " " : new string('\n', apart);
        foreach (string text in (string[])[$"hit me{gap}never mind", $"never mind{gap}hit me"]) Hits(s_without with { Scope = scope }, text).Should().Be(found ? 1 : 0, text);
    }

    [Test]
    public void A_hit_tells_its_line_and_its_place_in_it()
    {
        using MatchRun run = PatternMatcher.Of([FailurePattern.Cause("a.b", FailureCategory.Network, "t", "hit {id} now")]).Match("first\nzwei – hit me now!\nlast");

        PatternHit hit = run.Hits.Single();
        (hit.Line, System.Text.Encoding.UTF8.GetString(run.LineOf(hit))).Should().Be((1, "zwei – hit me now!"));
        System.Text.Encoding.UTF8.GetString(run.LineOf(hit).Slice(hit.Start, hit.Length)).Should().Be("hit me now");
    }

    [Test]
    public void A_literal_never_reaches_over_the_end_of_its_line()
    {
        FailurePattern pattern = FailurePattern.Cause("a.b", FailureCategory.Network, "t", "hit {text} now");

        Hits(pattern, "hit me\nnow").Should().Be(0);
        Hits(pattern, "hit me now\nhit you now").Should().Be(2);
    }

    [Test]
    public void What_holds_on_one_line_is_asked_anew_on_the_next()
    {
        Hits(s_both, "hit me\nhit me beside it as well\nhit me").Should().Be(1);
        Hits(s_without, "hit me never mind\nhit me\nhit me never mind").Should().Be(1);
    }

    [Test]
    public void Of_many_hits_of_a_pattern_the_first_ones_and_the_last_are_kept()
    {
        using MatchRun run = PatternMatcher.Of([FailurePattern.Cause("a.b", FailureCategory.Network, "t", "hit me")]).Match(string.Concat(Enumerable.Repeat("hit me\n", 1000)));

        run.Hits.Should().HaveCountLessThan(10);
        run.Hits.Select(hit => hit.Line).Should().StartWith([0, 1]).And.EndWith(999);
    }

    private static int Hits(FailurePattern pattern, string text)
    {
        using MatchRun run = PatternMatcher.Of([pattern]).Match(text);
        return run.Hits.Count;
    }
}
