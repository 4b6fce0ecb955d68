using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Scanning;

/// <summary>What a pattern's text may say, and what it is told when it says something else.</summary>
[TestFixture]
public sealed class LiteralSyntaxTests
{
    [TestCase("no space left", "no space left", ScanEdge.Any, ScanEdge.Any)]
    [TestCase("{num:403}", "403", ScanEdge.Number, ScanEdge.Number)]
    [TestCase("{num:1.5}", "1.5", ScanEdge.Number, ScanEdge.Number)]
    [TestCase("{word:OOM}", "OOM", ScanEdge.Word, ScanEdge.Word)]
    [TestCase("exit code {num:137}", "exit code 137", ScanEdge.Any, ScanEdge.Number)]
    [TestCase("{word:exit} code {num:137}", "exit code 137", ScanEdge.Word, ScanEdge.Number)]
    [TestCase("{num:403} Forbidden", "403 Forbidden", ScanEdge.Number, ScanEdge.Any)]
    [TestCase("a {word:b} c", "a b c", ScanEdge.Any, ScanEdge.Any)]
    [TestCase("{{\"error\":{{}}", "{\"error\":{}", ScanEdge.Any, ScanEdge.Any)]
    [TestCase("{num:403}. ", "403. ", ScanEdge.Number, ScanEdge.Any)]
    public void A_pattern_is_plain_text_with_bounded_parts(string pattern, string text, object before, object after)
    {
        ScanLiteral literal = ScanLiteral.Parse(pattern, ordinal: true);
        (literal.Text, literal.Before, literal.After, literal.IsOrdinal).Should().Be((text, (ScanEdge)before, (ScanEdge)after, true));
        ScanLiteral.Parse(literal.ToString(), ordinal: true).Should().Be(literal);
    }

    [TestCase("", "cannot be looked for. A literal must not be empty")]
    [TestCase("a { b", "has a lone '{' at character 3; {num:403} and {word:OOM} are the forms, and a brace itself is written twice.")]
    [TestCase("a } b", "has a lone '}' at character 3")]
    [TestCase("x{number:4}", "has an unknown part '{number:4}' at character 2")]
    [TestCase("{word}", "has an unknown part '{word}' at character 1")]
    [TestCase("{word:}", "has nothing to find, or a brace, in '{word:}' at character 1")]
    [TestCase("{word:a{b}", "has nothing to find, or a brace, in '{word:a{b}' at character 1")]
    [TestCase("{num:40x}", "asks for the number '40x', which is not digits")]
    [TestCase("{num:.5}", "asks for the number '.5', which is not digits")]
    [TestCase("E{num:403}", "can never be found: what stands beside '{num:403}' makes it part of a longer word or number.")]
    [TestCase("12.{num:403}", "can never be found")]
    [TestCase("{num:403}.", "has a point or comma beside '{num:403}' and ends there")]
    public void What_is_wrong_with_a_pattern_is_said_with_its_place(string pattern, string problem) =>
        FluentActions.Invoking(() => ScanLiteral.Parse(pattern)).Should().Throw<FormatException>()
            .Which.Message.Should().StartWith($"The pattern '{pattern}' {problem}").And.EndWith(".");

    [Test]
    public void Braces_are_nothing_special_in_a_plain_text()
    {
        ScanLiteral.Of("{num:403}").Text.Should().Be("{num:403}");
        ScanLiteral.Of("{num:403}").ToString().Should().Be("{{num:403}}");
        FluentActions.Invoking(() => ScanLiteral.Of("")).Should().Throw<ArgumentException>().WithMessage("A literal must not be empty*");
        FluentActions.Invoking(() => ScanLiteral.Of(new string('x', 1025)))
            .Should().Throw<ArgumentException>().WithMessage("The literal 'xxxx*…' has 1025 bytes; 1024 are the most*");
    }

    [Test]
    public void Half_of_a_surrogate_pair_cannot_be_looked_for([Values(0xD800, 0xDFFF)] int half)
    {
        string text = $"a{(char)half}b";
        FluentActions.Invoking(() => ScanLiteral.Parse(text)).Should().Throw<FormatException>().Which.Message.Should().Contain("half of a surrogate pair");
        FluentActions.Invoking(() => ScanLiteral.Of(text)).Should().Throw<ArgumentException>();
        ScanLiteral.Of("\U0001F4A5").Text.Should().HaveLength(2);
    }

    [Test]
    public void A_missing_literal_is_named() =>
        FluentActions.Invoking(() => LiteralScanner.Create([ScanLiteral.Of("a"), null!])).Should().Throw<ArgumentException>().WithMessage("Literal number 2 of 2 is null*");
}
