using System.Text.RegularExpressions;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class EventPatternTests
{
    private static readonly EventPattern[] s_all =
    [
        EventPattern.WorkflowName, EventPattern.Number, EventPattern.Commit, EventPattern.Repository, EventPattern.Branch,
        EventPattern.OneOf("main", "v1.2"), EventPattern.StartingWith("release/"), EventPattern.WorkflowOf("a-"),
    ];

    private static readonly string[] s_hostile =
    [
        "", "-", "-x", "--all", "-n=x", " a", "a ", "a\n", "\na", "a\nb", "a;b", "a b", "$(id)", "`id`", "a|b", "a&b", "../a", "a/../b", "..", ".", "a\"b", "a'b", "{{a}}", "a\\b", "a?b", "a#b", "a%2fb", "á",
    ];

    [Test]
    public void No_pattern_lets_an_option_or_a_foreign_character_pass()
    {
        foreach (EventPattern pattern in s_all)
        {
            foreach (string text in s_hostile) Matches(pattern, text).Should().BeFalse($"{pattern} must not pass '{text}'");
        }
    }

    [TestCase("main", true)]
    [TestCase("refs/heads/feature/a-b_c.1", true)]
    [TestCase("a//b", false)]
    [TestCase("a/.b", false)]
    [TestCase("a/-b", false)]
    [TestCase("a.", false)]
    public void Branches_are_names_with_dots_and_slashes_between_them(string text, bool passes) => Matches(EventPattern.Branch, text).Should().Be(passes);

    [TestCase("release/2.1", true)]
    [TestCase("release/", false)]
    [TestCase("xrelease/2", false)]
    public void What_begins_with_a_prefix_goes_on_as_a_branch(string text, bool passes) => Matches(EventPattern.StartingWith("release/"), text).Should().Be(passes);

    [TestCase("v1.2", true)]
    [TestCase("v1x2", false)]
    [TestCase("main", true)]
    [TestCase("mainline", false)]
    public void A_word_is_meant_as_it_stands(string text, bool passes) => Matches(EventPattern.OneOf("main", "v1.2"), text).Should().Be(passes);

    [TestCase("0123456789abcdef0123456789abcdef01234567", true)]
    [TestCase("0123456789abcdef0123456789abcdef0123456", false)]
    [TestCase("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    public void Commits_have_40_or_64_digits(string text, bool passes) => Matches(EventPattern.Commit, text).Should().Be(passes);

    [TestCase("example/service.net", true)]
    [TestCase("example", false)]
    [TestCase("example/a/b", false)]
    public void Repositories_have_an_owner(string text, bool passes) => Matches(EventPattern.Repository, text).Should().Be(passes);

    [Test]
    public void Words_that_could_be_options_are_refused()
    {
        FluentActions.Invoking(() => EventPattern.OneOf("-x")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => EventPattern.OneOf("a|b")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => EventPattern.OneOf()).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => EventPattern.StartingWith(".")).Should().Throw<ArgumentException>();
    }

    [Test]
    public void Patterns_of_one_form_are_equal() => EventPattern.OneOf("a", "b").Should().Be(EventPattern.OneOf("a", "b")).And.NotBe(EventPattern.OneOf("ab"));

    // In Go $ is the end of the text, here it may also stand before a line feed at the end.
    internal static bool Matches(EventPattern pattern, string text) => pattern.Expressions.Any(expression =>
    {
        expression.Should().StartWith("^").And.EndWith("$");
        return Regex.IsMatch(text, expression[..^1] + "\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    });
}
