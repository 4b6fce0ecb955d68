using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Patterns;

/// <summary>Packs of a host beside the built-in ones and beside one another.</summary>
[TestFixture]
public sealed class PatternLibraryTests
{
    private const string Known = "Host key verification failed.";

    [Test]
    public void A_host_adds_a_pattern_overrides_one_and_takes_one_out()
    {
        var library = new PatternLibrary();
        var analyzer = new FailureAnalyzer(library);
        string before = analyzer.Diagnose(Known)!.Pattern!;
        FailurePattern mine = library.Find(before)! with { Title = "Ours to mend", Verdict = FailureVerdict.Transient };

        library.Use(Packs.Acme(Packs.Slot, mine));

        analyzer.Diagnose($"error: {Packs.Example}")!.Should().Match<FailureDiagnosis>(d => d.Pattern == "acme.slot-locked" && d.Pack == "acme 1.0.0" && d.Verdict == FailureVerdict.Transient);
        analyzer.Diagnose(Known)!.Should().Match<FailureDiagnosis>(d => d.Pattern == before && d.RootCause == "Ours to mend" && d.Pack == "acme 1.0.0");
        library.Find(before)!.Title.Should().Be("Ours to mend");

        library.Use(PatternPack.Of("acme", "1.1.0", [Packs.Slot], disable: before));
        analyzer.Diagnose(Known)?.Pattern.Should().NotBe(before);
        library.Find(before).Should().BeNull();

        library.Remove("acme").Should().BeTrue();
        library.Remove("acme").Should().BeFalse();
        analyzer.Diagnose(Known)!.Pack.Should().NotStartWith("acme");
        library.Find("acme.slot-locked").Should().BeNull();
    }

    [Test]
    public void An_id_of_another_pack_of_the_host_is_refused_and_what_was_in_effect_stays()
    {
        var library = new PatternLibrary(Packs.Acme(Packs.Slot));

        PackProblem problem = Packs.Refused(() => library.Use(PatternPack.Of("other", "1.0.0", [Packs.Slot with { Any = ["other literal"], Matches = ["other literal"] }]))).Single();

        (problem.Source, problem.Path).Should().Be(("other", "patterns[0] acme.slot-locked"));
        problem.Reason.Should().Contain("The pack 'acme' (acme) has a pattern with this id as well");
        library.Packs[^1].Name.Should().Be("acme");
        library.Use(Packs.Acme(Packs.Slot));
    }

    [Test]
    public void A_pack_is_put_in_the_place_of_the_one_with_its_name()
    {
        var library = PatternLibrary.Only(Packs.Acme(Packs.Slot));

        library.Use(PatternPack.Of("acme", "2.0.0", [Packs.Slot]));

        library.Packs.Should().ContainSingle().Which.Version.Should().Be("2.0.0");
    }

    [Test]
    public void Two_packs_of_one_name_are_refused()
    {
        Packs.Refused(() => _ = new PatternLibrary(Packs.Acme(Packs.Slot), Packs.Acme(Packs.Slot)))[0].Reason.Should().Contain("has the name 'acme' as well");
    }

    [TestCase("git.host-kay", "There is no pattern 'git.host-kay' (did you mean 'git.host-key'?)")]
    [TestCase("nobody.knows-this-one", "There is no pattern 'nobody.knows-this-one'.")]
    [TestCase("acme.slot-locked", "is a pattern of this pack")]
    public void What_does_not_exist_cannot_be_disabled(string id, string reason)
    {
        PackProblem problem = Packs.Refused(() => _ = new PatternLibrary(PatternPack.Of("acme", "1.0.0", [Packs.Slot], id))).Single();

        problem.Path.Should().Be("disable[0]");
        problem.Reason.Should().Contain(reason);
    }

    [Test]
    public void A_pack_may_disable_a_pattern_of_another_pack_of_the_host()
    {
        var library = PatternLibrary.Only(Packs.Acme(Packs.Slot), PatternPack.Of("quiet", "1.0.0", [], "acme.slot-locked"));

        new FailureAnalyzer(library).Diagnose($"error: {Packs.Example}")?.Pattern.Should().BeNull();
        library.Remove("acme").Should().BeTrue("what it was disabled by waits for it");
        library.Use(Packs.Acme(Packs.Slot));
    }

    [Test]
    public void A_twin_and_a_shadow_of_built_in_patterns_are_refused_with_both_ids()
    {
        var library = new PatternLibrary();
        FailurePattern known = library.Find(new FailureAnalyzer(library).Diagnose(Known)!.Pattern!)!;

        Packs.Refused(() => library.Use(Packs.Acme(known with { Id = "acme.mine" }))).Single().Should().Match<PackProblem>(p => p.Path.Contains("acme.mine") && p.Reason.Contains(known.Id));
        FailurePattern strong = library.Packs.SelectMany(p => p.Patterns).First(p => p is { Tier: 3, IsConditional: false, All.Count: 0, Unless.Count: 0, IsOrdinal: false, Says: PatternMeaning.Cause });
        string literal = strong.Any[0] + " on acme", text = PatternLiteral.Read(literal, ordinal: false, out _)!.Sample;
        FailurePattern weak = FailurePattern.Cause("acme.weak", strong.Category, "t", literal) with { Matches = [text] };
        Packs.Refused(() => library.Use(Packs.Acme(weak))).Single().Should().Match<PackProblem>(p => p.Path == "patterns[0] acme.weak: any" && p.Reason.Contains(strong.Id));
        library.Use(Packs.Acme(weak with { Tier = 3 }));
    }

    [Test]
    public void What_goes_wrong_between_others_is_not_the_new_pack_s_fault()
    {
        // The one removed kept the wide pattern from shadowing.
        FailurePattern wide = FailurePattern.Cause("wide.locked", FailureCategory.Infrastructure, "Something is locked", "is locked by") with { Tier = 3, Matches = ["it is locked by me"] };
        var library = PatternLibrary.Only(PatternPack.Of("quiet", "1.0.0", []));
        library.Use(PatternPack.Of("wide", "1.0.0", [wide]));
        library.Use(PatternPack.Of("quiet", "1.0.0", [], "wide.locked"));
        library.Use(Packs.Acme(Packs.Slot));
        library.Remove("quiet");

        library.Use(PatternPack.Of("third", "1.0.0", [Packs.Slot with { Id = "third.one", Any = ["third literal"], Matches = ["a third literal"] }]));
        Packs.Refused(() => library.Use(Packs.Acme(Packs.Slot))).Single().Reason.Should().Contain("wide.locked");
    }

    [Test, CancelAfter(120_000)]
    public void Packs_come_and_go_while_four_threads_diagnose(CancellationToken cancellationToken)
    {
        var library = PatternLibrary.Only(PatternPack.Of("base", "1.0.0", [Packs.Slot with { Id = "base.one", Any = ["the base is broken"], Matches = ["the base is broken"] }]));
        var analyzer = new FailureAnalyzer(library);
        int done = 0;
        var wrong = new System.Collections.Concurrent.ConcurrentBag<string>();
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            while (Volatile.Read(ref done) == 0 && !cancellationToken.IsCancellationRequested)
            {
                try
                {
                    if (analyzer.Diagnose("error: the base is broken")?.Pattern != "base.one") wrong.Add("base");
                    if (analyzer.Diagnose($"error: {Packs.Example}")?.Pattern is not (null or "acme.slot-locked")) wrong.Add("acme");
                }
                catch (Exception exception)
                {
                    wrong.Add(exception.ToString());
                    return;
                }
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        for (int i = 0; i < 300; i++)
        {
            library.Use(Packs.Acme(Packs.Slot));
            library.Remove("acme").Should().BeTrue();
        }

        Volatile.Write(ref done, 1);
        foreach (Thread thread in threads) thread.Join();
        wrong.Should().BeEmpty();
    }
}
