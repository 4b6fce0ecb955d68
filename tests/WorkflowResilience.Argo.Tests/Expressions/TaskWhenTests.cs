using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class TaskWhenTests
{
    [Test]
    public void Ends_of_tasks_combine_to_the_text_of_depends()
    {
        TaskEnds a = TaskEnds.Of("a"), b = TaskEnds.Of("b"), c = TaskEnds.Of("code-analysis");

        (a.Succeeded | (b.Failed & c.Errored)).ToExpression().Should().Be("a.Succeeded || (b.Failed && code-analysis.Errored)");
        ((a.Succeeded | b.Failed) & c.Daemoned).ToExpression().Should().Be("(a.Succeeded || b.Failed) && code-analysis.Daemoned");
        (!a.Skipped & !(b.Omitted | b.AnySucceeded)).ToExpression().Should().Be("!a.Skipped && !(b.Omitted || b.AnySucceeded)");
        c.FailedOrErrored.ToExpression().Should().Be("code-analysis.Failed || code-analysis.Errored");
        a.AllFailed.ToString().Should().Be("a.AllFailed");
        a.Succeeded.Should().Be(TaskEnds.Of("a").Succeeded);
        (a.Succeeded != b.Succeeded).Should().BeTrue();
    }

    [TestCase("")]
    [TestCase("1st")]
    [TestCase("-a")]
    [TestCase("a_b")]
    [TestCase("a.b")]
    [TestCase("a b")]
    [TestCase("not")]
    [TestCase("in")]
    [TestCase("é")]
    public void Names_that_argo_could_not_read_in_depends_are_refused(string name) => FluentActions.Invoking(() => TaskEnds.Of(name)).Should().Throw<ArgumentException>().Which.ParamName.Should().Be("task");

    [Test]
    public void A_name_has_at_most_128_letters()
    {
        TaskEnds.Of(new string('a', 128)).Succeeded.ToExpression().Should().HaveLength(138);
        FluentActions.Invoking(() => TaskEnds.Of(new string('a', 129))).Should().Throw<ArgumentException>();
    }
}
