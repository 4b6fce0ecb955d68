namespace WorkflowResilience.Tests.Docs;

[TestFixture]
public sealed class RedactionSnippetTests
{
    [Test]
    public void The_line_of_the_page_on_redaction_comes_out_as_shown() => Snippets.RedactionText();
}
