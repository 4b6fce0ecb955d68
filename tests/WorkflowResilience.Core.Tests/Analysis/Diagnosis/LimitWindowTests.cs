using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

[TestFixture]
public sealed class LimitWindowTests
{
    [TestCase("Please retry after 86400 seconds", 86400)]
    [TestCase("Please try again in 20s.", 20)]
    [TestCase("try again in 2 hours", 7200)]
    [TestCase("try again in 3 days", 259200)]
    [TestCase("retry in 1500ms", 1.5)]
    [TestCase("\"retry-after\": 30 sec", 30)]
    [TestCase("in 5 minutes", 300)]
    public void The_wait_is_read_from_the_words_around_it(string line, double seconds) => LimitWindow.Of(Encoding.UTF8.GetBytes(line))!.Value.TotalSeconds.Should().Be(seconds);

    [TestCase("again 20")]
    [TestCase("")]
    [TestCase("within 20 seconds")]
    [TestCase("in 99999999999999999999 seconds")]
    [TestCase("in -5 seconds")]
    [TestCase("in 20 parts")]
    public void What_names_none_gives_none(string line) => LimitWindow.Of(Encoding.UTF8.GetBytes(line)).Should().BeNull();
}
