using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Patterns;

/// <summary>Each rule for a pack by itself, with a pattern that breaks it.</summary>
[TestFixture]
public sealed class PackCheckTests
{
    private static IEnumerable<TestCaseData> Broken()
    {
        FailurePattern good = Packs.Slot;
        yield return Case("id", good with { Id = "Acme Slot" }, "id", "is no id");
        yield return Case("title", good with { Title = " " }, "title", "root cause is missing");
        yield return Case("tier", good with { Tier = 4 }, "tier", "it must be 1, 2 or 3");
        yield return Case("category", good with { Category = (FailureCategory)99 }, "category", "no such category");
        yield return Case("wrapper", good with { Says = PatternMeaning.Wrapper }, "category", "its category is Unknown");
        yield return Case("only all", good with { Any = [], All = ["acme-deploy"] }, "any", "none that finds the place");
        yield return Case("nothing", good with { Any = [] }, "any", "would match everything");
        yield return Case("no test", good with { Matches = [] }, "tests.match", "not believed without one");
        yield return Case("short", good with { Any = ["oom", Packs.Literal] }, "any[0]", "fewer than four characters");
        yield return Case("lines", good with { Any = ["acme\ndeploy"] }, "any[0]", "cannot span lines");
        yield return Case("twice", good with { Unless = [Packs.Literal] }, "unless[0]", "stands twice");
        yield return Case("null literal", good with { Any = [null!] }, "any[0]", "null where a literal belongs");
        yield return Case("advice", good with { Recommendations = [new(RecoveryAction.AutoRetry, "")] }, "recommendations[0].text", "recommends nothing");
        yield return Case("bounds", good with { When = [PatternCondition.Above("attempts", 5), PatternCondition.Below("attempts", 3)] }, "when", "no value is");
        yield return Case("equals", good with { When = [PatternCondition.Equal("stage", "A"), PatternCondition.Equal("stage", "B")] }, "when", "at once");
        yield return Case("own test", good with { Matches = ["acme-deploy: all is well"] }, "tests.match[0]", "does not match");
        yield return Case("own counter-test", good with { MatchesNot = [Packs.Example] }, "tests.noMatch[0]", "which it must not");
        yield return Case("ordinal", good with { IsOrdinal = true, Matches = [Packs.Example.ToUpperInvariant()] }, "tests.match[0]", "ordinal");
        yield return Case("all is not there", good with { All = ["by hand"] }, "tests.match[0]", "all or unless keep it from matching");
        yield return Case("unless holds always", good with { Any = [Packs.Literal, "acme-deploy: slot lost"], Unless = ["slot lost"] }, "any[1]", "can never match");
        yield return Case("benign", good with { Any = ["generate"], Matches = ["cannot generate"] }, "", "a line of a healthy log");
    }

    [TestCaseSource(nameof(Broken))]
    public void A_pattern_that_breaks_a_rule_is_refused_with_place_and_reason(FailurePattern pattern, string path, string reason)
    {
        PackProblem problem = Packs.Refused(pattern)[0];

        problem.Source.Should().Be("acme");
        problem.Path.Should().Be(path.Length == 0 ? $"patterns[0] {pattern.Id}" : $"patterns[0] {pattern.Id}: {path}");
        problem.Reason.Should().Contain(reason);
    }

    [Test]
    public void The_pack_itself_needs_a_name_a_version_and_ids_that_are_ids()
    {
        Packs.Refused(() => PatternPack.Of("Acme!", "one", [Packs.Slot], "No Id")).Select(p => p.Path).Should().Equal("pack", "version", "disable[0]");
        Packs.Refused(() => Packs.Acme(Packs.Slot, Packs.Slot)).Single().Reason.Should().Contain("Another pattern of the pack has this id");
        Packs.Refused(() => Packs.Acme([null!])).Single().Reason.Should().Contain("null where a pattern belongs");
    }

    [Test]
    public void Of_two_patterns_with_the_same_literals_one_is_too_many()
    {
        FailurePattern twin = Packs.Slot with { Id = "acme.twin", Any = [Packs.Literal.ToUpperInvariant().Replace("{ID}", "{id}", StringComparison.Ordinal).Replace("{DIGITS}", "{digits}", StringComparison.Ordinal)], Category = FailureCategory.Network };

        PackProblem problem = Packs.Refused(() => Packs.Acme(Packs.Slot, twin))[0];

        problem.Path.Should().Be("patterns[0] acme.slot-locked");
        problem.Reason.Should().Contain("same literals and conditions in acme.twin");
        Packs.Acme(Packs.Slot, twin with { When = [PatternCondition.Equal("stage", "Deploy")] }).Patterns.Should().HaveCount(2, "conditions tell them apart");
    }

    [Test]
    public void A_pattern_that_another_of_a_higher_tier_always_stands_before_is_refused_with_both_ids()
    {
        FailurePattern wide = FailurePattern.Cause("acme.locked", FailureCategory.Infrastructure, "Something is locked", "is locked by") with { Tier = 3, Matches = ["it is locked by me"] };

        PackProblem problem = Packs.Refused(() => Packs.Acme(Packs.Slot, wide)).Single();

        problem.Path.Should().Be("patterns[0] acme.slot-locked: any");
        problem.Reason.Should().Contain("acme.locked").And.Contain("tier 3").And.Contain("raise the tier");
    }

    private static IEnumerable<TestCaseData> NoShadow()
    {
        FailurePattern wide = FailurePattern.Cause("acme.locked", FailureCategory.Infrastructure, "Something is locked", "is locked by") with { Tier = 3, Matches = ["it is locked by me"] };
        yield return new TestCaseData(wide with { Tier = 2 }).SetArgDisplayNames("of the same tier");
        yield return new TestCaseData(wide with { Says = PatternMeaning.Symptom }).SetArgDisplayNames("says something else");
        yield return new TestCaseData(wide with { When = [PatternCondition.Present("region")] }).SetArgDisplayNames("has conditions");
        yield return new TestCaseData(wide with { Unless = ["slot green"] }).SetArgDisplayNames("has exceptions");
        yield return new TestCaseData(wide with { IsOrdinal = true }).SetArgDisplayNames("finds one case only");
        yield return new TestCaseData(wide with { Any = ["{word:acme-deploy}: slot x1 is"], Matches = ["acme-deploy: slot x1 is"] }).SetArgDisplayNames("finds one value of a wildcard only");
        yield return new TestCaseData(wide with { Category = FailureCategory.Authentication }).SetArgDisplayNames("of a category that the other one's goes before");
    }

    [TestCaseSource(nameof(NoShadow))]
    public void A_pattern_that_may_still_decide_is_not_refused(FailurePattern other)
    {
        FailurePattern slot = other.Category == FailureCategory.Authentication ? Packs.Slot with { Category = FailureCategory.RateLimiting } : Packs.Slot;

        Packs.Acme(slot, other).Patterns.Should().HaveCount(2);
    }

    [Test]
    public void A_long_list_of_problems_is_cut_in_the_message_and_whole_in_the_exception()
    {
        var refused = new Action(() => Packs.Acme([.. Enumerable.Range(0, 25).Select(i => Packs.Slot with { Id = $"acme.p{i}", Tier = 9 })])).Should().Throw<PatternPackException>().Which;

        refused.Problems.Should().HaveCount(25);
        refused.Message.Should().StartWith("A pack of patterns was refused for 25 problems:").And.EndWith("… and 5 more");
    }

    private static TestCaseData Case(string name, FailurePattern pattern, string path, string reason) => new TestCaseData(pattern, path, reason).SetArgDisplayNames(name);
}
