using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using WorkflowResilience.Analysis;
using WorkflowResilience.Tests.Architecture;

namespace WorkflowResilience.Tests.Analysis.Images;

/// <summary>An image is its packs: nothing is lost in it, and what is restored from it finds what is made of the packs.</summary>
[TestFixture]
public sealed class PatternImageTests
{
    private static readonly IReadOnlyList<PatternPack> s_packs = BuiltInPacks.ReadFiles(SourceTree.Tracked("src/WorkflowResilience.Core/Analysis/Packs"));

    [Test]
    public void The_image_in_the_library_is_that_of_the_packs()
    {
        byte[] made = ImageWriter.Write(s_packs);
        made.AsSpan().SequenceEqual(ResourceMemory.Of(BuiltInPacks.Resource).Span).Should().BeTrue(
            "the packs have changed since their image was made; make it again: dotnet run --project benchmarks/WorkflowResilience.Evaluation -- image");
        made.AsSpan().SequenceEqual(ImageWriter.Write(s_packs)).Should().BeTrue("the same packs give the same bytes");
    }

    [Test]
    public void Packs_and_patterns_come_back_as_they_were()
    {
        var image = new PatternImage(ImageWriter.Write([.. s_packs, Everything()]));
        image.Packs.Select(pack => (pack.Name, pack.Version, pack.Source, pack.Patterns.Count)).Should().Equal(s_packs.Append(Everything()).Select(pack => (pack.Name, pack.Version, pack.Source, pack.Patterns.Count)));
        foreach ((FailurePattern read, FailurePattern written) in image.Packs.SelectMany(pack => pack.Patterns).Zip(s_packs.Append(Everything()).SelectMany(pack => pack.Patterns)))
            Told(read).Should().Be(Told(written));
        image.Packs[^1].Patterns[0].Should().BeSameAs(image.Packs[^1].Patterns[0], "evidence of a pattern is told apart by the object");
    }

    [Test]
    public void Every_property_of_a_pattern_is_in_the_test_of_its_return() =>
        typeof(FailurePattern).GetProperties().Where(property => Equals(Told(property.GetValue(Everything().Patterns[0])), Told(property.GetValue(Bare())))).Select(property => property.Name).Should().BeEmpty();

    [Test]
    public void What_is_restored_finds_in_every_example_what_was_made()
    {
        PatternMatcher made = PatternMatcher.Of(s_packs.SelectMany(pack => pack.Patterns)), restored = Restored();
        foreach (string text in s_packs.SelectMany(pack => pack.Patterns).SelectMany(pattern => pattern.Matches.Concat(pattern.MatchesNot))) Hits(restored, text).Should().Equal(Hits(made, text), text);
    }

    [Test]
    public void What_is_restored_finds_in_random_texts_what_was_made()
    {
        FailurePattern[] patterns = [.. s_packs.SelectMany(pack => pack.Patterns)];
        PatternMatcher made = PatternMatcher.Of(patterns), restored = Restored();
        int hits = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            string text = RandomLog.Of(new Random(seed), patterns);
            PatternHit[] expected = Hits(made, text);
            Hits(restored, text).Should().Equal(expected, "seed {0}", seed);
            hits += expected.Length;
        }

        hits.Should().BeGreaterThan(500, "texts in which nothing is found prove nothing");
    }

    [Test]
    public void The_scanner_of_an_image_is_the_one_that_was_made()
    {
        ScanTable made = PatternTableBuilder.Of(s_packs.SelectMany(pack => pack.Patterns)).Scan, restored = BuiltInPacks.Image.Table.Scan;
        restored.Index.Entries.Should().HaveCount(made.Index.Entries.Length);
        restored.Index.MaxReach.Should().Be(made.Index.MaxReach);
        restored.Set.Values.AsSpan().SequenceEqual(made.Set.Values).Should().BeTrue();
        restored.Index.Entries.Select(entry => (entry.Gram, entry.Mask, entry.Needle, entry.Offset, entry.Next))
            .SequenceEqual(made.Index.Entries.Select(entry => (entry.Gram, entry.Mask, entry.Needle, entry.Offset, entry.Next))).Should().BeTrue("the speed of a scan is in the grams that were chosen");
    }

    [Test]
    public void An_image_of_no_packs_finds_nothing()
    {
        var image = new PatternImage(ImageWriter.Write([]));
        image.Packs.Should().BeEmpty();
        Hits(new PatternMatcher(new MatcherPart(image.Table)), "error: no space left on device").Should().BeEmpty();
        image.IndexOf("a.b").Should().BeNegative();
    }

    [Test]
    public void What_is_no_image_is_refused() =>
        FluentActions.Invoking(() => new PatternImage("{ \"schema\": 1 }"u8.ToArray())).Should().Throw<InvalidDataException>().WithMessage("*no image*make it again*");

    [Test]
    public void Packs_that_override_or_disable_one_another_have_no_image()
    {
        FluentActions.Invoking(() => ImageWriter.Write([Everything(), Everything()])).Should().Throw<ArgumentException>().WithMessage("*all.things*twice*");
        FluentActions.Invoking(() => ImageWriter.Write([PatternPack.Of("off", "1.0.0", [], "all.things")])).Should().Throw<ArgumentException>().WithMessage("*off*disables*");
    }

    [Test]
    public void Ids_are_found_and_others_are_not()
    {
        PatternImage image = BuiltInPacks.Image;
        for (int i = 0; i < image.Table.Patterns.Count; i++) image.IndexOf(image.Table.Patterns[i].Id).Should().Be(i);
        image.Ids.Should().Equal(image.Table.Patterns.Select(pattern => pattern.Id));
        image.IndexOf("").Should().BeNegative();
        image.IndexOf("zz.no-such").Should().BeNegative();
    }

    private static PatternMatcher Restored() => new(new MatcherPart(new PatternImage(ImageWriter.Write(s_packs)).Table));

    private static PatternHit[] Hits(PatternMatcher matcher, string text)
    {
        using MatchRun run = matcher.Match(text);
        return [.. run.Hits];
    }

    private static FailurePattern Bare() => new() { Id = "a", Title = "t", Category = FailureCategory.Infrastructure };

    // A pattern with something in every property.
    private static PatternPack Everything() => new("all", "1.2.3", [Bare() with
    {
        Id = "all.things",
        Title = "Es läuft nicht",
        Category = FailureCategory.Unknown,
        Verdict = FailureVerdict.Transient,
        Tier = 3,
        Says = PatternMeaning.Wrapper,
        Any = ["Öffnen {text} failed", "{word:EX}"],
        All = ["with {num:403}"],
        Unless = ["never"],
        Scope = PatternScope.Near,
        IsOrdinal = true,
        ExitCodes = [-1, 137, int.MaxValue],
        StatusCodes = [503],
        ExceptionTypes = ["System.IO.IOException"],
        When =
        [
            PatternCondition.Equal("stage", "Build"), PatternCondition.Containing("key", "k"), PatternCondition.Above("attempts", 1.5), PatternCondition.Below("attempts", -0.25),
            PatternCondition.Present("status"), PatternCondition.Matching("host", "db-{digits}.example"),
        ],
        Factors = ["one", "two"],
        Recommendations = [new FailureRecommendation(RecoveryAction.CleanUp, "Clean.") { Takes = TimeSpan.FromMinutes(10), IsAutomatic = true, Priority = 7 }, new FailureRecommendation(RecoveryAction.AutoRetry, "Wait.")],
        Link = new Uri("https://docs.example/a?b=c#d"),
        Owner = "core",
        Since = "2026-11",
        Matches = ["Öffnen of it failed with 403"],
        MatchesNot = ["", "nothing"],
    }], [], "all");

    // All properties, lists item by item.
    private static string Told(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        Uri link => link.OriginalString,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Told))}]",
        _ => new StringBuilder(value.GetType().Name).AppendJoin("; ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => $"{property.Name}={Told(property.GetValue(value))}")).ToString(),
    };
}
