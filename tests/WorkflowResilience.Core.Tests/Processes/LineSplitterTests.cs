using WorkflowResilience.Processes;

namespace WorkflowResilience.Tests.Processes;

[TestFixture]
public sealed class LineSplitterTests
{
    [TestCase("a\nb\n", "a|b")]
    [TestCase("a\r\nb\r\n", "a|b")]
    [TestCase("a\nb", "a|b", Description = "text without a line end is a line")]
    [TestCase("\n\na\n", "||a", Description = "empty lines are lines")]
    [TestCase("", null)]
    [TestCase("1 %\r2 %\r100 %, done\n", "100 %, done", Description = "a progress display leaves its last state")]
    [TestCase("1 %\r2 %\r", "2 %", Description = "also when the program ends in the middle of it")]
    [TestCase("a\r\r\nb\n", "a|b")]
    [TestCase("ab\rc\n", "c")]
    [TestCase("\r\n", "")]
    public void Lines_are_what_a_terminal_leaves_standing_however_the_text_is_cut(string text, string? expected)
    {
        for (int size = 1; size <= text.Length + 1; size++) Split(100, text.Chunk(size).Select(c => new string(c))).Should().Equal(expected?.Split('|') ?? []);
    }

    [Test]
    public void A_long_line_is_cut_and_says_by_how_much_and_the_next_line_is_whole()
    {
        for (int size = 1; size < 60; size++)
            Split(16, (new string('x', 50) + "\nnext\n").Chunk(size).Select(c => new string(c))).Should().Equal("xxxxxxxxxxxxxxxx… [34 more characters]", "next");
        Split(16, [new string('x', 16) + "\n"]).Should().Equal(new string('x', 16));
        Split(16, [new string('x', 50) + "\rshort\n"]).Should().Equal("short");
    }

    [Test]
    public void A_cut_does_not_leave_half_a_character() => Split(16, [new string('x', 15) + "😀😀\n"]).Single().Should().Be("xxxxxxxxxxxxxxx… [3 more characters]");

    private static List<string> Split(int maxLength, IEnumerable<string> parts)
    {
        var lines = new List<string>();
        var splitter = new LineSplitter(maxLength, lines.Add);
        foreach (string part in parts) splitter.Feed(part);
        splitter.End();
        return lines;
    }
}
