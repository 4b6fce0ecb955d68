using System.Text.Json;

namespace WorkflowResilience.Tests.Reports;

[TestFixture]
public sealed class WorkflowFailuresTests
{
    private const string Json = """[{"displayName":"build(1)","message":"Error (exit code 70)","templateName":"build","phase":"Failed","podName":"w-build-1","finishedAt":"2026-01-31T12:00:00Z"}]""";

    [TestCase("\"null\"")]
    [TestCase("null")]
    [TestCase("")]
    [TestCase("  \n")]
    [TestCase("\"\"")]
    [TestCase("[]")]
    public void Nothing_failed_in_each_of_its_forms(string text) => WorkflowFailures.Read(text).Should().BeEmpty();

    [Test]
    public void A_quoted_text_is_decoded_twice()
    {
        IReadOnlyList<FailedNode> failures = WorkflowFailures.Read(JsonSerializer.Serialize(Json));

        failures.Should().Equal(WorkflowFailures.Read(Json));
        failures.Should().Equal(new FailedNode
        {
            DisplayName = "build(1)",
            Message = "Error (exit code 70)",
            TemplateName = "build",
            Phase = "Failed",
            PodName = "w-build-1",
            FinishedAt = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        });
    }

    // What Go's quoting gives for characters that JSON would write in another way.
    [TestCase(@"""[{\""message\"":\""a\x7fb\""}]""", "a\u007fb")]
    [TestCase(@"""[{\""message\"":\""a\u00a0b\""}]""", "a\u00a0b")]
    [TestCase(@"""[{\""message\"":\""a\U000e0001b\""}]""", "a\U000e0001b")]
    [TestCase(@"""[{\""message\"":\""a\\nb \\\""c\\\"" \\u003cd\\u003e\""}]""", "a\nb \"c\" <d>")]
    public void Escapes_of_both_languages_are_read(string text, string expected) => WorkflowFailures.Read(text).Should().ContainSingle().Which.Message.Should().Be(expected);

    [TestCase("\"[]", "the closing quote is missing")]
    [TestCase("\"[]\" x", "there is more behind the closing quote")]
    [TestCase("\"\\q\"", "a backslash stands before")]
    [TestCase("\"\\", "a backslash stands before")]
    [TestCase("\"\\u12\"", "hexadecimal digits")]
    [TestCase("\"\\UFFFFFFFF\"", "hexadecimal digits")]
    [TestCase("{{workflow.failures}}", "the tag {{workflow.failures}} itself")]
    [TestCase("{", "These are not the failures of a workflow")]
    [TestCase("[null]", "an entry that is null")]
    [TestCase("[{\"message\":null}]", "These are not the failures of a workflow")]
    public void What_is_neither_is_refused_with_the_reason(string text, string expected) => FluentActions.Invoking(() => WorkflowFailures.Read(text)).Should().Throw<FormatException>().WithMessage($"*{expected}*");

    [Test]
    public void A_surrogate_alone_throws_no_other_exception() =>
        FluentActions.Invoking(() => WorkflowFailures.Read("\"\\U0000d800\"")).Should().Throw<FormatException>();

    [Test]
    public void Messages_are_redacted_and_cut()
    {
        string json = JsonSerializer.Serialize(new[] { new { message = "password=tr0ub4dor " + new string('x', 9000) } });

        string message = WorkflowFailures.Read(json)[0].Message;

        message.Should().StartWith("password=*** xxx").And.EndWith("[cut]");
        message.Length.Should().Be(4096);
    }

    [TestCase("null")]
    [TestCase("\"\"")]
    public void A_node_that_has_not_ended_has_no_time(string time) => WorkflowFailures.Read($$"""[{"finishedAt":{{time}}}]""")[0].FinishedAt.Should().BeNull();
}
