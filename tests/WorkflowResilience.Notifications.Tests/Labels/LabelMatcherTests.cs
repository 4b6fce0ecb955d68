using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace WorkflowResilience.Notifications.Tests.Labels;

internal sealed class LabelMatcherTests
{
    [TestCase("severity=critical", "severity=\"critical\"")]
    [TestCase(" severity = \"critical\" ", "severity=\"critical\"")]
    [TestCase("team!=db", "team!=\"db\"")]
    [TestCase("stage=~\"Test.*|Scan\"", "stage=~\"Test.*|Scan\"")]
    [TestCase("kind!~circuit_.*", "kind!~\"circuit_.*\"")]
    [TestCase("a=\"x=y\"", "a=\"x=y\"")]
    [TestCase("a=", "a=\"\"")]
    [TestCase("a=\"\\\"\\\\\\n\"", "a=\"\\\"\\\\\\n\"")]
    public void Reads_what_it_writes(string text, string written)
    {
        LabelMatcher matcher = LabelMatcher.Parse(text);
        matcher.ToString().Should().Be(written);
        LabelMatcher.Parse(written).Should().Be(matcher).And.Subject.GetHashCode().Should().Be(matcher.GetHashCode());
    }

    [TestCase("severity", "no operator")]
    [TestCase("severity!critical", "'!' at character 9")]
    [TestCase("=critical", "no label")]
    [TestCase("1a=b", "'1' at character 1")]
    [TestCase("a-b=c", "'-' at character 2")]
    [TestCase("a=\"b", "no closing quote")]
    [TestCase("a=\"b\" c", "behind its closing quote")]
    [TestCase("a=~\"(b\"", "'(b' of the label 'a' is wrong at character 2")]
    [TestCase("a=~\"b)|(c\"", "'b)|(c' of the label 'a' is wrong at character")]
    [TestCase("a=~\"(b)\\\\1\"", "linear time")]
    [TestCase("a=~\"(?=b)\"", "linear time")]
    public void What_is_no_matcher_is_refused_with_the_place(string text, string message)
    {
        Action parse = () => LabelMatcher.Parse(text);
        parse.Should().Throw<FormatException>().Which.Message.Should().Contain(message);
    }

    [TestCase("a=~\"b\"", "ab", false)]
    [TestCase("a=~\"b|c.\"", "cd", true)]
    [TestCase("a=~\"b|c.\"", "bc", false)]
    [TestCase("a=~\"b|c.\"", "b\n", false)]
    [TestCase("a!~\"b.*\"", "bcd", false)]
    [TestCase("a=~\"I\"", "i", false)]
    public void Expressions_match_whole_values_and_the_case(string matcher, string value, bool expected) => IsMatch(matcher, ("a", value)).Should().Be(expected);

    [TestCase("a=\"\"", true)]
    [TestCase("a!=\"\"", false)]
    [TestCase("a=~\".*\"", true)]
    [TestCase("a=~\".+\"", false)]
    [TestCase("a!~\"x\"", true)]
    [TestCase("a=~\"x|\"", true)]
    [TestCase("a!=\"x\"", true)]
    public void A_label_that_is_not_there_is_an_empty_text(string matcher, bool expected) => IsMatch(matcher, ("other", "x")).Should().Be(expected);

    [Test]
    public void A_list_of_texts_matches_as_the_same_expression_does()
    {
        int seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++)
        {
            string pattern = Text("ab|_- ", 6), value = Text("ab_- |", 3);
            bool expected = Regex.IsMatch(value, $"^(?:{pattern})\\z", RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));
            LabelMatcher.Matches("a", pattern).IsMatch(Labels(("a", value))).Should().Be(expected, "seed {0}, '{1}' on '{2}'", seed, pattern, value);
            LabelMatcher.Of("a", MatchOperator.NotMatches, pattern).IsMatch(Labels(("a", value))).Should().Be(!expected, "seed {0}, '{1}' on '{2}'", seed, pattern, value);
        }

        string Text(string letters, int longest) => string.Concat(Enumerable.Range(0, random.Next(longest + 1)).Select(_ => letters[random.Next(letters.Length)]));
    }

    [Test]
    public void An_evil_expression_takes_linear_time()
    {
        LabelMatcher matcher = LabelMatcher.Matches("a", "(a+)+b");
        long began = Stopwatch.GetTimestamp();
        matcher.IsMatch(Labels(("a", new string('a', 20_000)))).Should().BeFalse();
        Stopwatch.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromSeconds(20), "backtracking would take longer than the universe is old");
    }

    private static bool IsMatch(string matcher, params (string Name, string Value)[] labels) => LabelMatcher.Parse(matcher).IsMatch(Labels(labels));

    private static ImmutableSortedDictionary<string, string> Labels(params (string Name, string Value)[] labels) =>
        labels.ToImmutableSortedDictionary(l => l.Name, l => l.Value, StringComparer.Ordinal);
}
