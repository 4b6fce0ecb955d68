using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class ExprParserTests
{
    [TestCase("asInt(lastRetry.exitCode) in [1, 75, 137]")]
    [TestCase("lastRetry.exitCode == \"1\"")]
    [TestCase("lastRetry.message matches '(?i)deadline|OOMKilled'")]
    [TestCase("lastRetry.status == \"Error\" || asInt(lastRetry.exitCode) in [75, 137, 143]")]
    [TestCase("asFloat(lastRetry.duration) < 60 and not (asInt(retries) >= 3)")]
    [TestCase("lastRetry.exitCode not in ['1', '2']")]
    [TestCase("lastRetry.exitCode in [\"1\", \"2\"] ? true : asInt(retries) < 2")]
    [TestCase("asInt(lastRetry.exitCode) in 1..9")]
    [TestCase("asInt(lastRetry.exitCode) % 2 == 0 && -1 < asInt(lastRetry.exitCode)")]
    [TestCase("any([1, 2, 3], {# == asInt(lastRetry.exitCode)})")]
    [TestCase("any([1, 2], # == 2) and lastRetry?.message contains `a\\b`")]
    [TestCase("lastRetry.message | lower() contains \"oom\"")]
    [TestCase("(lastRetry.message ?? \"\") startsWith \"pod\"")]
    [TestCase("let code = asInt(lastRetry.exitCode); code > 1")]
    [TestCase("sprig.contains(\"x\", lastRetry.message) // why")]
    [TestCase("/* all */ lastRetry[\"status\"] != 'Failed'")]
    [TestCase("asInt(lastRetry.exitCode) > 1 && ({{inputs.parameters.safe}} == true || lastRetry.message matches 'imminent|deleted')")]
    [TestCase("lastRetry.message matches \"a\\u007b\\x41\\n\"")]
    [TestCase("asInt(lastRetry.exitCode) == 0x1F || 1.5e3 < asFloat(lastRetry.duration)")]
    [TestCase("if asInt(retries) < 2 { true } else { lastRetry.status == \"Error\" }")]
    [TestCase("len(lastRetry.message[0:3]) == 3")]
    [TestCase("asInt(retries) < 3;\ntrue")]
    [TestCase("lastRetry.duration < \"60\"")]
    [TestCase("lastRetry.message + \"x\" == \"ax\"")]
    public void What_argo_evaluates_is_not_complained_of(string expression)
    {
        ExprParsed parsed = ExprParser.Parse(expression);

        parsed.Problem.Should().BeNull();
        ExprChecker.CheckRetry(parsed.Root!).Should().BeEmpty();
    }

    [TestCase("jsonpath(lastRetry, '$.exitCode') == 1", nameof(ExprProblemKind.Failing))]
    [TestCase("lastRetry.exitCode == 1", nameof(ExprProblemKind.Meaningless))]
    [TestCase("lastRetry.exitCode in [1, 75]", nameof(ExprProblemKind.Meaningless))]
    [TestCase("asInt(lastRetry.exitCode) in ['1', '75']", nameof(ExprProblemKind.Meaningless))]
    [TestCase("asInt(lastRetry.duration) < 60", nameof(ExprProblemKind.Fragile))]
    [TestCase("retries < 3", nameof(ExprProblemKind.Failing))]
    [TestCase("lastRetry.attempts == 1", nameof(ExprProblemKind.Meaningless))]
    [TestCase("lastRetry['attempts'] == 1", nameof(ExprProblemKind.Meaningless))]
    [TestCase("lastRetry.status == \"Errored\"", nameof(ExprProblemKind.Meaningless))]
    [TestCase("lastRetry.message matches '(?!x)'", nameof(ExprProblemKind.Failing))]
    [TestCase("asInt(lastRetry.exitCode) matches '1'", nameof(ExprProblemKind.Failing))]
    [TestCase("lastRetry.exitCode", nameof(ExprProblemKind.Failing))]
    [TestCase("asInt(retries)", nameof(ExprProblemKind.Failing))]
    [TestCase("!lastRetry.exitCode == \"1\"", nameof(ExprProblemKind.Failing))]
    [TestCase("lastRetry.status && true", nameof(ExprProblemKind.Failing))]
    [TestCase("retries + 1 < 3", nameof(ExprProblemKind.Failing))]
    [TestCase("inputs.parameters.safe == \"true\"", nameof(ExprProblemKind.Failing))]
    [TestCase("\"x\" in lastRetry.message", nameof(ExprProblemKind.Failing))]
    [TestCase("retries.attempts == \"1\"", nameof(ExprProblemKind.Failing))]
    [TestCase("lastRetry.exitCode = 1", nameof(ExprProblemKind.Unreadable))]
    [TestCase("asInt(lastRetry.exitCode", nameof(ExprProblemKind.Unreadable))]
    [TestCase("lastRetry.status == 'Error", nameof(ExprProblemKind.Unreadable))]
    [TestCase("lastRetry.status ==", nameof(ExprProblemKind.Unreadable))]
    [TestCase("a b", nameof(ExprProblemKind.Unreadable))]
    [TestCase("1x == 1", nameof(ExprProblemKind.Unreadable))]
    [TestCase("\"\\q\" == lastRetry.message", nameof(ExprProblemKind.Unreadable))]
    [TestCase("", nameof(ExprProblemKind.Unreadable))]
    public void What_argo_refuses_or_misreads_is_told_once(string expression, string kind)
    {
        ExprParsed parsed = ExprParser.Parse(expression);
        IReadOnlyList<ExprProblem> problems = parsed.Problem is { } problem ? [problem] : ExprChecker.CheckRetry(parsed.Root!);

        problems.Select(static found => found.Kind.ToString()).Distinct().Should().Contain(kind).And.HaveCountLessThanOrEqualTo(2);
        problems.Should().OnlyContain(static found => found.Message.Length > 0 && found.Fix.Length > 0);
    }

    [TestCase("workflow.status == \"Running\"")]
    [TestCase("steps[\"step-1\"].status == \"Succeeded\"")]
    [TestCase("tasks.a.status == 'Failed' && tasks.a.exitCode == 1")]
    public void Hooks_that_argo_knows_are_not_complained_of(string expression) => ExprChecker.CheckHook(ExprParser.Parse(expression).Root!).Should().BeEmpty();

    [TestCase("workflow.status == \"Errored\"")]
    [TestCase("tasks[\"a\"].status != \"failed\"")]
    public void A_status_that_no_node_has_is_told(string expression) => ExprChecker.CheckHook(ExprParser.Parse(expression).Root!).Should().ContainSingle().Which.Kind.Should().Be(ExprProblemKind.Meaningless);

    [Test]
    public void Every_condition_that_can_be_written_in_types_is_read_without_a_complaint()
    {
        const int seed = 20_240;
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++)
        {
            RetryWhen when = Draw(3);
            ExprParsed parsed = ExprParser.Parse(when.ToExpression());
            parsed.Problem.Should().BeNull($"seed {seed}: {when}");
            ExprChecker.CheckRetry(parsed.Root!).Should().BeEmpty($"seed {seed}: {when}");
        }

        RetryWhen Draw(int depth) => random.Next(depth > 0 ? 9 : 6) switch
        {
            0 => RetryWhen.ExitCode.In([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(256))]),
            1 => RetryWhen.Status.Error,
            2 => RetryWhen.Message.Contains(string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => (char)random.Next(1, 0x300)))),
            3 => RetryWhen.Duration.LessThan(TimeSpan.FromTicks(random.NextInt64(1, long.MaxValue))),
            4 => RetryWhen.Retries.LessThan(random.Next(1, 100)),
            5 => RetryWhen.ExitCode.None,
            6 => Draw(depth - 1) | Draw(depth - 1),
            7 => Draw(depth - 1) & Draw(depth - 1),
            _ => !Draw(depth - 1),
        };
    }

    [Test]
    public void Nothing_is_thrown_for_any_text()
    {
        const int seed = 99;
        var random = new Random(seed);
        string[] words = ["(", ")", "[", "]", "{", "}", "{{", "}}", "!", "not", "in", "==", "&&", "||", "?", ":", ".", "..", "?.", ",", ";", "#", "|", "lastRetry", "retries", "exitCode", "asInt", "1", "'a'", "\"", "\\", "`", "let", "if", "else", "=", "-", "+", "**", "matches", " ", "\n", "//", "/*", "{{=", "\u0000", "é"];
        for (int round = 0; round < 50_000; round++)
        {
            string text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 14)).Select(_ => words[random.Next(words.Length)]));
            FluentActions.Invoking(() =>
            {
                ExprParsed parsed = ExprParser.Parse(text);
                if (parsed.Root is null) return;
                ExprChecker.CheckRetry(parsed.Root);
                ExprChecker.CheckHook(parsed.Root);
            }).Should().NotThrow($"seed {seed}: {text}");
        }
    }

    [TestCase("(")]
    [TestCase("!")]
    [TestCase("[")]
    [TestCase("-")]
    [TestCase("a.")]
    [TestCase("a||")]
    [TestCase("a?b:")]
    [TestCase("{")]
    [TestCase("f(")]
    [TestCase("a[")]
    [TestCase("if a {")]
    public void Depth_brings_nothing_down(string part)
    {
        ExprParsed parsed = ExprParser.Parse(string.Concat(Enumerable.Repeat(part, 100_000)) + "a");
        if (parsed.Root is { } root) ExprChecker.CheckRetry(root);
        ExprParsed shorter = ExprParser.Parse(string.Concat(Enumerable.Repeat(part, 600)) + "a");
        if (shorter.Root is { } small) ExprChecker.CheckRetry(small);
    }
}
