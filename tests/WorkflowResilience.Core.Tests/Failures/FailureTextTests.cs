namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class FailureTextTests
{
    [Test]
    public void A_chain_is_told_in_one_line_from_the_outside_in() =>
        FailureText.Of(new InvalidOperationException("outer", new TimeoutException("inner"))).Should().Be("InvalidOperationException: outer → TimeoutException: inner");

    [Test]
    public void The_parts_of_an_aggregate_are_told_once_each() =>
        FailureText.Of(new AggregateException("all", new TimeoutException("one"), new IOException("two"))).Should().Be("AggregateException of 2 → TimeoutException: one | IOException: two");

    [TestCase("a\r\nb", "a b")]
    [TestCase("a\tb\0\u001b[31mc", "a b [31mc")]
    [TestCase("a\u2028b\u0085c\u007f", "a b c")]
    [TestCase("\n a \n", " a")]
    public void Control_characters_cannot_write_lines_of_their_own(string message, string expected) =>
        FailureText.Of(new TimeoutException(message)).Should().Be("TimeoutException: " + expected);

    [Test]
    public void A_message_that_cannot_be_read_is_named_as_such()
    {
        FailureText.Of(new HostileException(new TimeoutException("inner"))).Should().Be("<HostileException: its message could not be read> → TimeoutException: inner");
        FailureText.Of(new SilentException()).Should().Be("<SilentException: its message could not be read>");
        FailureText.WithStack(new HostileException()).Should().Contain("its stack could not be read");
        FailureText.Contains(new HostileException(new TimeoutException("inner")), "INNER").Should().BeTrue();
        FailureText.Contains(new SilentException(), "x").Should().BeFalse();
    }

    [Test]
    public void A_text_is_redacted_before_it_is_cut()
    {
        string secret = Redaction.Secret.Make(new Random(2), 60);
        foreach (int padding in Enumerable.Range(FailureText.MaxLength - 150, 150))
        {
            string text = FailureText.Of(new TimeoutException(new string('x', padding) + " https://bob:" + secret + "@host.example/"));

            Redaction.Secret.LeaksFrom(secret, text).Should().BeFalse("padding {0}", padding);
            text.Length.Should().BeLessThanOrEqualTo(FailureText.MaxLength);
        }
    }

    [Test]
    public void A_cut_is_marked_and_splits_no_character()
    {
        foreach (string start in new[] { "", "x" })
        {
            string text = FailureText.Of(new TimeoutException(start + string.Concat(Enumerable.Repeat("😀", 5000))));

            text.Should().EndWith(" … [cut]");
            char.IsHighSurrogate(text[^(" … [cut]".Length + 1)]).Should().BeFalse();
        }
    }

    [Test]
    public void A_chain_deeper_than_the_bound_ends_with_an_ellipsis()
    {
        Exception chain = new TimeoutException();
        for (int i = 0; i < 1000; i++) chain = new InvalidOperationException("x", chain);

        FailureText.Of(chain).Should().EndWith("→ …").And.NotContain("TimeoutException");
        FailureText.Of(chain).Split('→').Length.Should().Be(ExceptionChain.MaxDepth + 2);
    }

    [Test]
    public void Lines_tells_one_exception_a_line() =>
        FailureText.Lines(new InvalidOperationException("a\nb", new AggregateException(new TimeoutException("c"), new IOException("d")))).Should().Be(
            "InvalidOperationException: a b\n  caused by AggregateException of 2\n  caused by TimeoutException: c\n  and by IOException: d");

    [Test]
    public void A_text_with_stacks_has_its_bound_too() =>
        FailureText.WithStack(new AggregateException(Enumerable.Range(0, 200).Select(i => new TimeoutException(new string('x', 10_000))))).Length
            .Should().Be(FailureText.MaxLengthWithStack);
}
