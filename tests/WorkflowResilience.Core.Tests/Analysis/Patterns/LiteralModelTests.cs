using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Patterns;

/// <summary>Literals with wildcards against a model that tries everything.</summary>
/// <remarks>
/// By design a literal is matched without going back, so it finds less than the model where one wildcard could have taken less: digits take the whole run, an id ends where the next
/// text first stands, and of texts the nearest counts even if a later one would be within reach of what follows. It never finds more.
/// </remarks>
[TestFixture]
public sealed class LiteralModelTests
{
    private const string Alphabet = "ab-: 12.x";

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void What_is_matched_the_model_matches_and_where_nothing_is_taken_greedily_the_reverse(int seed)
    {
        var random = new Random(seed);
        int matched = 0, compared = 0;
        for (int round = 0; round < 1500; round++)
        {
            NaiveLiteral[] parts = Parts(random);
            string written = NaiveLiteral.Written(parts);
            if (PatternLiteral.Read(written, ordinal: false, out _) is null) continue;
            PatternMatcher matcher = PatternMatcher.Of([FailurePattern.Cause("a.b", FailureCategory.Network, "t", written)]);
            bool isExact = IsExact(parts);
            for (int i = 0; i < 12; i++)
            {
                string line = Line(random, parts);
                bool model = NaiveLiteral.Matches(parts, line), ours = IsFound(matcher, line);
                string at = $"seed {seed}, literal '{written}', line '{line}'";
                if (ours) model.Should().BeTrue(at);
                if (isExact) ours.Should().Be(model, at);
                matched += ours ? 1 : 0;
                compared += isExact ? 1 : 0;
            }
        }

        matched.Should().BeGreaterThan(2000);
        compared.Should().BeGreaterThan(5000);
    }

    [TestCase("take {digits}1 end", "take 111 end")]
    [TestCase("take {id}-v{digits}", "take a-vb-v1")]
    public void A_wildcard_takes_what_it_can_and_gives_nothing_back(string literal, string line)
    {
        IsFound(PatternMatcher.Of([FailurePattern.Cause("a.b", FailureCategory.Network, "t", literal)]), line).Should().BeFalse();
    }

    [Test]
    public void The_nearest_of_two_texts_counts_even_if_the_other_is_within_reach_of_what_follows()
    {
        PatternMatcher matcher = PatternMatcher.Of([FailurePattern.Cause("a.b", FailureCategory.Network, "t", "beginning{text}mid{text}end")]);

        IsFound(matcher, $"beginning mid {new string('.', 150)} mid {new string('.', 150)} end").Should().BeFalse();
        IsFound(matcher, $"beginning mid {new string('.', 150)} end").Should().BeTrue();
        IsFound(matcher, $"beginning {new string('.', 201)} mid end").Should().BeFalse("a text has two hundred characters at most");
    }

    [Test]
    public void A_brace_is_written_twice_and_letters_match_in_either_case_unless_ordinal()
    {
        IsFound(PatternMatcher.Of([FailurePattern.Cause("a.b", FailureCategory.Network, "t", "bad {{key}}")]), "a BAD {Key} here").Should().BeTrue();
        IsFound(PatternMatcher.Of([FailurePattern.Cause("a.b", FailureCategory.Network, "t", "OOMKilled") with { IsOrdinal = true }]), "oomkilled").Should().BeFalse();
    }

    [Test]
    public void Wildcards_side_by_side_and_alone_are_refused_with_a_reason()
    {
        PatternLiteral.Read("a {id}{digits} b", ordinal: false, out string? beside).Should().BeNull();
        beside.Should().Contain("two wildcards side by side");
        PatternLiteral.Read("{text}", ordinal: false, out string? alone).Should().BeNull();
        alone.Should().Contain("all wildcards");
        PatternLiteral.Read("", ordinal: false, out string? empty).Should().BeNull();
        empty.Should().Contain("empty");
        PatternLiteral.Read("a {number:4} b", ordinal: false, out string? unknown).Should().BeNull();
        unknown.Should().Contain("unknown part");
    }

    [Test, CancelAfter(60_000)]
    [TestCase("aaaa{text}aaaa{text}b", 'a')]
    [TestCase("{id}-aaaa-{id}-{id}b", '-')]
    [TestCase("{digits}1111{digits}b", '1')]
    [TestCase("aaaa{id}a{text}a{id}b", 'a')]
    public void A_megabyte_of_what_it_nearly_matches_takes_no_more_than_a_linear_time(string literal, char filler)
    {
        // Twenty times the text may not take anything like four hundred times as long.
        PatternMatcher matcher = PatternMatcher.Of([FailurePattern.Cause("a.b", FailureCategory.Network, "t", literal)]);
        Compare(matcher, filler);
    }

    [Test, CancelAfter(60_000)]
    public void A_megabyte_of_hits_that_lack_something_else_takes_no_more_than_a_linear_time()
    {
        Compare(PatternMatcher.Of([FailurePattern.Cause("a.b", FailureCategory.Network, "t", "aaaa") with { All = ["bbbb"] }]), 'a');
    }

    private static void Compare(PatternMatcher matcher, char filler)
    {
        string little = new(filler, 50_000), much = new(filler, 1_000_000);
        Time(matcher, little);
        double one = Math.Max(0.002, Math.Min(Time(matcher, little), Time(matcher, little))), twenty = Time(matcher, much);

        (twenty / one).Should().BeLessThan(100, $"50 kB took {one:0.0000} s and 1 MB {twenty:0.0000} s");
    }

    internal static bool IsFound(PatternMatcher matcher, string text)
    {
        using MatchRun run = matcher.Match(text);
        return run.Hits.Count > 0;
    }

    private static double Time(PatternMatcher matcher, string text)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        IsFound(matcher, text);
        return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static NaiveLiteral[] Parts(Random random)
    {
        var parts = new List<NaiveLiteral>();
        int count = random.Next(1, 6);
        bool wild = random.Next(2) == 0;
        for (int i = 0; i < count; i++, wild = !wild)
        {
            parts.Add(wild ? new NaiveLiteral("dit"[random.Next(3)], "") : random.Next(8) switch
            {
                0 => new NaiveLiteral('w', "ab"),
                1 => new NaiveLiteral('n', "12"),
                _ => new NaiveLiteral('p', Text(random, random.Next(1, 4))),
            });
        }

        return [.. parts];
    }

    // Where nothing could have been taken less: a unit between two texts has one wildcard at most, and no digits beside digits.
    private static bool IsExact(NaiveLiteral[] parts)
    {
        int wild = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].Kind == 't') wild = 0;
            else if (parts[i].Kind is 'd' or 'i' && ++wild > 1) return false;
            if (parts[i].Kind != 'd') continue;
            if ((i > 0 && parts[i - 1].Text is [.., var before] && char.IsAsciiDigit(before)) || (i + 1 < parts.Length && parts[i + 1].Text is [var after, ..] && char.IsAsciiDigit(after))) return false;
        }

        return true;
    }

    private static string Line(Random random, NaiveLiteral[] parts)
    {
        string line = Text(random, random.Next(4));
        foreach (NaiveLiteral part in parts)
        {
            line += part.Kind switch { 'd' => Text(random, random.Next(1, 4), "12"), 'i' => Text(random, random.Next(1, 4), "ab-1."), 't' => Text(random, random.Next(6)), _ => part.Text };
            if (random.Next(12) == 0) line += Text(random, 1);
        }

        line += Text(random, random.Next(4));
        return random.Next(3) == 0 ? line.ToUpperInvariant() : line;
    }

    private static string Text(Random random, int length, string alphabet = Alphabet) => string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
