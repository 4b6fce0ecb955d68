namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class ResilienceConfigurationExceptionTests
{
    [Test]
    public void All_problems_are_listed_one_a_line()
    {
        ResilienceConfigurationException exception = new("The stage 'build'", ["A is 0; raise it.", "B is 2; lower it."]);

        exception.Message.Should().Be("The stage 'build' has 2 problems:\n- A is 0; raise it.\n- B is 2; lower it.");
        exception.Problems.Should().Equal("A is 0; raise it.", "B is 2; lower it.");
    }

    [Test]
    public void A_single_problem_is_not_counted() =>
        new ResilienceConfigurationException("The stage 'build'", ["A is 0; raise it."]).Message.Should().Be("The stage 'build' has a problem:\n- A is 0; raise it.");
}
