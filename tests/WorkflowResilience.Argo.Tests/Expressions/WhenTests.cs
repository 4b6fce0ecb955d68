using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class WhenTests
{
    [Test]
    public void Both_sides_of_a_comparison_stand_in_quotes()
    {
        When.Output("approve", "decision").Is("approve").ToExpression().Should().Be("\"{{tasks.approve.outputs.parameters.decision}}\" == \"approve\"");
        When.Result("flip").IsNot("owner/repo 1").ToExpression().Should().Be("\"{{tasks.flip.outputs.result}}\" != \"owner/repo 1\"");
        When.Input("mode").Is("").ToExpression().Should().Be("\"{{inputs.parameters.mode}}\" == \"\"");
        When.WorkflowParameter("pr_number").Is("1").ToString().Should().Be("\"{{workflow.parameters.pr_number}}\" == \"1\"");
    }

    [Test]
    public void Conditions_combine()
    {
        When a = When.Input("a").Is("1"), b = When.Input("b").Is("2"), c = When.Input("c").Is("3");
        const string A = "\"{{inputs.parameters.a}}\" == \"1\"", B = "\"{{inputs.parameters.b}}\" == \"2\"", C = "\"{{inputs.parameters.c}}\" == \"3\"";

        (a | b & c).ToExpression().Should().Be($"{A} || ({B} && {C})");
        ((a | b) & !c).ToExpression().Should().Be($"({A} || {B}) && !({C})");
        a.Should().Be(When.Input("a").Is("1"));
        (a == b).Should().BeFalse();
    }

    [TestCase("say \"x\"")]
    [TestCase("it's")]
    [TestCase(@"a\b")]
    [TestCase("a\nb")]
    [TestCase("{{inputs.parameters.x}}")]
    [TestCase("`")]
    public void Texts_that_would_break_the_condition_are_refused(string text) =>
        FluentActions.Invoking(() => When.Input("a").Is(text)).Should().Throw<ArgumentException>().Which.ParamName.Should().Be("text");

    [TestCase("a b")]
    [TestCase("")]
    [TestCase("a.b")]
    [TestCase("a}}")]
    public void Names_that_argo_does_not_take_are_refused(string name)
    {
        FluentActions.Invoking(() => When.Input(name)).Should().Throw<ArgumentException>().Which.ParamName.Should().Be("parameter");
        FluentActions.Invoking(() => When.Output("task", name)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => When.Output(name, "parameter")).Should().Throw<ArgumentException>();
    }
}
