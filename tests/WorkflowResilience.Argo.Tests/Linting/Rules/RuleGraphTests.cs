using System.Globalization;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

public sealed class RuleGraphTests
{
    [Test]
    public void A_long_chain_is_searched_without_recursion()
    {
        const int Length = 200_000;
        var graph = new RuleGraph();
        for (int i = 0; i < Length; i++) graph.AddNode(Name(i));
        for (int i = 1; i < Length; i++) graph.AddEdge(Name(i - 1), Name(i));
        graph.FindCycle().Should().BeNull();
        graph.AncestorsOf(Name(0)).Should().HaveCount(Length - 1);
        graph.AddEdge(Name(Length - 1), Name(Length - 3));
        graph.FindCycle().Should().Equal(Name(Length - 3), Name(Length - 2), Name(Length - 1));
    }

    [Test]
    public void A_node_that_waits_for_itself_is_a_circle()
    {
        var graph = new RuleGraph();
        graph.AddNode("a");
        graph.AddEdge("a", "a");
        graph.FindCycle().Should().Equal("a");
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
