namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class NearestNameTests
{
    private static readonly string[] s_known = ["clone", "build", "test", "report"];

    [TestCase("biuld", "build")]
    [TestCase("Build", "build")]
    [TestCase("buil", "build")]
    [TestCase("tests", "test")]
    [TestCase("xtest", "test")]
    [TestCase("repotr", "report")]
    [TestCase("deploy", null)]
    [TestCase("", null)]
    [TestCase("buildfarmreporting", null)]
    public void The_nearest_name_is_the_one_with_the_fewest_typing_errors(string typed, string? meant) => NearestName.Of(typed, s_known).Should().Be(meant);

    [Test]
    public void Among_equally_near_names_the_first_is_chosen() => NearestName.Of("cat", ["bat", "hat"]).Should().Be("bat");
}
