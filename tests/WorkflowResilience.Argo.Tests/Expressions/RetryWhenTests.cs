using System.Globalization;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class RetryWhenTests
{
    private static readonly RetryFacts s_failed1 = new(1, RetryFacts.Failed, TimeSpan.FromSeconds(12.345), "Error (exit code 1)", 0);

    private static IEnumerable<TestCaseData> Terms()
    {
        yield return Case(RetryWhen.ExitCode.Is(1), "asInt(lastRetry.exitCode) == 1", true);
        yield return Case(RetryWhen.ExitCode.IsNot(1), "asInt(lastRetry.exitCode) != 1", false);
        yield return Case(RetryWhen.ExitCode.In(137, 75, 137), "asInt(lastRetry.exitCode) in [75, 137]", false);
        yield return Case(RetryWhen.ExitCode.In(1), "asInt(lastRetry.exitCode) == 1", true);
        yield return Case(RetryWhen.ExitCode.AtLeast(2), "asInt(lastRetry.exitCode) >= 2", false);
        yield return Case(RetryWhen.ExitCode.Between(1, 9), "asInt(lastRetry.exitCode) >= 1 && asInt(lastRetry.exitCode) <= 9", true);
        yield return Case(RetryWhen.ExitCode.Between(9, 9), "asInt(lastRetry.exitCode) == 9", false);
        yield return Case(RetryWhen.ExitCode.None, "asInt(lastRetry.exitCode) == -1", false);
        yield return Case(RetryWhen.Status.Failed, "lastRetry.status == \"Failed\"", true);
        yield return Case(RetryWhen.Status.Error, "lastRetry.status == \"Error\"", false);
        yield return Case(RetryWhen.Message.Matches("(?i)ERROR.*1"), "lastRetry.message matches \"(?i)ERROR.*1\"", true);
        yield return Case(RetryWhen.Message.Contains("exit code"), "lastRetry.message contains \"exit code\"", true);
        yield return Case(RetryWhen.Message.StartsWith("exit"), "lastRetry.message startsWith \"exit\"", false);
        yield return Case(RetryWhen.Duration.LessThan(TimeSpan.FromMinutes(1)), "asFloat(lastRetry.duration) < 60", true);
        yield return Case(RetryWhen.Duration.AtLeast(TimeSpan.FromSeconds(12.5)), "asFloat(lastRetry.duration) >= 12.5", false);
        yield return Case(RetryWhen.Retries.LessThan(3), "asInt(retries) < 3", true);
        yield return Case(!RetryWhen.ExitCode.Is(1), "!(asInt(lastRetry.exitCode) == 1)", false);
        yield return Case(!!RetryWhen.Status.Failed, "!!(lastRetry.status == \"Failed\")", true);

        static TestCaseData Case(RetryWhen when, string text, bool holds) => new TestCaseData(when, text, holds).SetArgDisplayNames(text);
    }

    [TestCaseSource(nameof(Terms))]
    public void A_condition_is_printed_bare_and_converted_and_answers_as_argo_would(object when, string text, bool holds)
    {
        var condition = (RetryWhen)when;

        condition.ToExpression().Should().Be(text);
        condition.ToString().Should().Be(text);
        condition.Evaluate(s_failed1).Should().Be(holds);
    }

    [Test]
    public void Parentheses_stand_where_the_precedence_asks_for_them()
    {
        RetryWhen a = RetryWhen.Status.Error, b = RetryWhen.ExitCode.Is(75), c = RetryWhen.Retries.LessThan(2);
        const string A = "lastRetry.status == \"Error\"", B = "asInt(lastRetry.exitCode) == 75", C = "asInt(retries) < 2";

        (a | b & c).ToExpression().Should().Be($"{A} || {B} && {C}");
        ((a | b) & c).ToExpression().Should().Be($"({A} || {B}) && {C}");
        (a & (b | c)).ToExpression().Should().Be($"{A} && ({B} || {C})");
        (!(a | b)).ToExpression().Should().Be($"!({A} || {B})");
        (!a & b).ToExpression().Should().Be($"!({A}) && {B}");
        (RetryWhen.ExitCode.Between(1, 2) | a).ToExpression().Should().Be($"asInt(lastRetry.exitCode) >= 1 && asInt(lastRetry.exitCode) <= 2 || {A}");
        (!RetryWhen.ExitCode.Between(1, 2)).ToExpression().Should().Be("!(asInt(lastRetry.exitCode) >= 1 && asInt(lastRetry.exitCode) <= 2)");
    }

    [Test]
    public void Combined_conditions_answer_for_every_combination([Values] bool error, [Values] bool tempfail, [Values] bool early)
    {
        RetryWhen a = RetryWhen.Status.Error, b = RetryWhen.ExitCode.Is(75), c = RetryWhen.Retries.LessThan(2);
        var facts = new RetryFacts(tempfail ? 75 : null, error ? RetryFacts.Error : RetryFacts.Failed, TimeSpan.Zero, "", early ? 1 : 2);

        (a | b & c).Evaluate(facts).Should().Be(error || (tempfail && early));
        ((a | b) & c).Evaluate(facts).Should().Be((error || tempfail) && early);
        (!(a & b) | c).Evaluate(facts).Should().Be(!(error && tempfail) || early);
    }

    [Test]
    public void An_attempt_without_an_exit_code_has_minus_one()
    {
        var facts = new RetryFacts(null, RetryFacts.Error, TimeSpan.Zero, "", 0);

        RetryWhen.ExitCode.None.Evaluate(facts).Should().BeTrue();
        RetryWhen.ExitCode.IsNot(0).Evaluate(facts).Should().BeTrue();
        RetryWhen.ExitCode.AtLeast(0).Evaluate(facts).Should().BeFalse();
        RetryWhen.ExitCode.In(0, 1).Evaluate(facts).Should().BeFalse();
    }

    [Test]
    public void Conditions_are_equal_by_what_they_say()
    {
        RetryWhen left = RetryWhen.ExitCode.In(75, 137) | RetryWhen.Status.Error;
        RetryWhen right = RetryWhen.ExitCode.In(137, 75) | RetryWhen.Status.Error;

        left.Should().Be(right);
        (left == right).Should().BeTrue();
        (left != RetryWhen.Status.Error).Should().BeTrue();
        left.GetHashCode().Should().Be(right.GetHashCode());
        ((RetryWhen.Status.Error | RetryWhen.Status.Failed) | left).Should().Be(RetryWhen.Status.Error | (RetryWhen.Status.Failed | left));
    }

    [TestCase("say \"no\"", "\"say \\\"no\\\"\"")]
    [TestCase(@"C:\tmp", "\"C:\\\\tmp\"")]
    [TestCase("it's", "\"it's\"")]
    [TestCase("a\nb\tc\rd", "\"a\\nb\\tc\\rd\"")]
    [TestCase("{{retries}}", "\"{\\u007bretries}}\"")]
    [TestCase("{{{", "\"{\\u007b\\u007b\"")]
    [TestCase("\u0001\u0085\u2028", "\"\\u0001\\u0085\\u2028\"")]
    [TestCase("Überlauf 日本 😀", "\"Überlauf 日本 😀\"")]
    public void Strings_are_escaped_for_the_language(string text, string literal) =>
        RetryWhen.Message.Contains(text).ToExpression().Should().Be("lastRetry.message contains " + literal);

    [Test]
    [SetCulture("de-DE")]
    public void Numbers_do_not_depend_on_the_culture()
    {
        RetryWhen.Duration.LessThan(TimeSpan.FromSeconds(1234.5)).ToExpression().Should().Be("asFloat(lastRetry.duration) < 1234.5");
        RetryWhen.Duration.LessThan(TimeSpan.FromTicks(1)).ToExpression().Should().Be("asFloat(lastRetry.duration) < 0.0000001");
        RetryWhen.Duration.LessThan(TimeSpan.MaxValue).ToExpression().Should().Be("asFloat(lastRetry.duration) < 922337203685.4775807");
    }

    [TestCase(-1, "ExitCode.None")]
    [TestCase(256, "0 to 255")]
    [TestCase(int.MinValue, "0 to 255")]
    public void Codes_that_no_program_ends_with_are_refused(int code, string hint)
    {
        foreach (Func<RetryWhen> make in new Func<RetryWhen>[]
                 {
                     () => RetryWhen.ExitCode.Is(code), () => RetryWhen.ExitCode.IsNot(code), () => RetryWhen.ExitCode.In(1, code), () => RetryWhen.ExitCode.AtLeast(code),
                     () => RetryWhen.ExitCode.Between(code, 9), () => RetryWhen.ExitCode.Between(0, code),
                 })
        {
            make.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"*{hint}*").Which.ActualValue.Should().Be(code);
        }
    }

    [Test]
    public void Conditions_that_could_not_tell_anything_are_refused()
    {
        FluentActions.Invoking(() => RetryWhen.ExitCode.In()).Should().Throw<ArgumentException>().WithMessage("*at least one*");
        FluentActions.Invoking(() => RetryWhen.ExitCode.Between(9, 1)).Should().Throw<ArgumentException>().WithMessage("*larger than the last*");
        FluentActions.Invoking(() => RetryWhen.Duration.LessThan(TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => RetryWhen.Duration.AtLeast(TimeSpan.FromSeconds(-1))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => RetryWhen.Retries.LessThan(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => RetryWhen.Message.Contains("")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => RetryWhen.Message.StartsWith("\ud83d")).Should().Throw<ArgumentException>().WithMessage("*surrogate*");
        FluentActions.Invoking(() => RetryWhen.Message.Matches("\ud800")).Should().Throw<ArgumentException>().WithMessage("*surrogate*");
    }

    [TestCase(@"(?i)deadline|OOMKilled")]
    [TestCase(@"^exit \d{1,3}$")]
    [TestCase(@"\bexit\x20code\b [^)]+\)")]
    [TestCase(@"[]a]|[^]\]]|[a-z\-]")]
    [TestCase(@"(?:a|b)(?is-m:c)+?\p{L}")]
    [TestCase(@"a{1000}?")]
    public void What_both_engines_read_alike_is_taken(string pattern) => RetryWhen.Message.Matches(pattern).ToExpression().Should().EndWith(ExprText.Quote(pattern));

    [TestCase("", "*")]
    [TestCase("(?=x)", "*look-around*")]
    [TestCase("a(?!x)", "*look-around*")]
    [TestCase("(?<=x)a", "*look-around*")]
    [TestCase("(?<!x)a", "*look-around*")]
    [TestCase(@"(a)\1", "*back-references*")]
    [TestCase(@"(?<n>a)\k<n>", "*groups*")]
    [TestCase("(?P<n>a)", "*groups*")]
    [TestCase("(?'n'a)", "*groups*")]
    [TestCase("(?>a)", "*groups*")]
    [TestCase("(?x)a", "*flags i, m and s*")]
    [TestCase("(?(1)a|b)", "*flags*")]
    [TestCase(@"a\Z", @"*\Z*")]
    [TestCase(@"\u0041", @"*\u*")]
    [TestCase(@"\é", "*")]
    [TestCase(@"\pL", "*braces*")]
    [TestCase(@"\x{41}", "*hexadecimal*")]
    [TestCase("[[:alpha:]]", "*characters out*")]
    [TestCase("[a-z-[aeiou]]", "*.NET alone*")]
    [TestCase("a{1001}", "*1000*")]
    [TestCase("a{1,99999999999}", "*1000*")]
    [TestCase("(a", "*no regular expression*")]
    [TestCase("a**", "*no regular expression*")]
    [TestCase("[z-a]", "*no regular expression*")]
    [TestCase("a\\", "*backslash*")]
    public void What_argo_would_refuse_or_read_otherwise_is_refused(string pattern, string message) =>
        FluentActions.Invoking(() => RetryWhen.Message.Matches(pattern)).Should().Throw<ArgumentException>().WithMessage(message).Which.ParamName.Should().Be("pattern");

    [Test]
    public void No_pattern_brings_down_more_than_itself()
    {
        const int seed = 4711;
        var random = new Random(seed);
        const string alphabet = "ab0({[]})?*+|^$\\.-,:=!<>PiUxk1dwZ ";
        for (int round = 0; round < 20_000; round++)
        {
            string pattern = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            try
            {
                RetryWhen.Message.Matches(pattern).Evaluate(s_failed1);
            }
            catch (ArgumentException)
            {
            }
            catch (Exception e)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, pattern {pattern}: {e}"));
            }
        }
    }
}
