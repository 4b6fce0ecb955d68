namespace WorkflowResilience.Tests.Runs;

[TestFixture]
public sealed class WorkflowDefinitionPropertyTests
{
    [Test]
    public void Ten_thousand_stages_in_a_row_are_no_trouble([Values] bool backwards)
    {
        const int Length = 10_000;
        IEnumerable<int> places = Enumerable.Range(0, Length);
        StageDefinition[] stages = [.. (backwards ? places.Reverse() : places).Select(i => new StageDefinition(Name(i)) { After = i == 0 ? [] : [Name(i - 1)] })];

        WorkflowDefinition definition = WorkflowDefinition.Create("chain", stages);

        definition.Order.Should().HaveCount(Length);
        definition.Order[^1].Name.Should().Be(Name(Length - 1));
        definition.AncestorsOf(Name(Length - 1)).Should().HaveCount(Length - 1);
        definition.DescendantsOf(Name(0)).Should().HaveCount(Length - 1);
    }

    [Test]
    public void A_circle_of_ten_thousand_stages_is_told()
    {
        const int Length = 10_000;
        StageDefinition[] stages = [.. Enumerable.Range(0, Length).Select(i => new StageDefinition(Name(i)) { After = [Name((i + Length - 1) % Length)] })];

        ((Action)(() => WorkflowDefinition.Create("circle", stages))).Should().Throw<ResilienceConfigurationException>()
            .Which.Problems.Should().ContainSingle().Which.Should().Contain("(9989 more)");
    }

    [Test]
    public void Random_graphs_agree_with_a_naive_model()
    {
        int cyclic = 0;
        for (int seed = 1; seed <= 2000; seed++)
        {
            Random random = new(seed);
            int size = random.Next(1, 12);
            double density = random.NextDouble() * 0.5;
            bool forwardOnly = random.Next(2) == 0;
            bool[,] edge = new bool[size, size];
            for (int from = 0; from < size; from++)
            {
                for (int to = 0; to < size; to++) edge[from, to] = from != to && (!forwardOnly || from < to) && random.NextDouble() < density;
            }

            cyclic += Check(edge, Permutation(random, size), $"seed {seed}") ? 1 : 0;
        }

        cyclic.Should().BeInRange(200, 1800, "both sorts of graph must have been tried");
    }

    private static bool Check(bool[,] edge, int[] declared, string because)
    {
        int size = declared.Length;
        StageDefinition[] stages = [.. declared.Select(to => new StageDefinition(Name(to)) { After = [.. Where(size, from => edge[from, to])] })];
        bool[,] reach = Closure(edge);
        if (Enumerable.Range(0, size).Any(i => reach[i, i]))
        {
            IReadOnlyList<string> problems = ((Action)(() => WorkflowDefinition.Create("w", stages))).Should().Throw<ResilienceConfigurationException>(because).Which.Problems;
            foreach (string problem in problems) CheckCircle(problem, edge, because);
            return true;
        }

        WorkflowDefinition definition = WorkflowDefinition.Create("w", stages);
        definition.Order.Should().Equal(NaiveOrder(edge, declared), because);
        for (int i = 0; i < size; i++)
        {
            definition.AncestorsOf(Name(i)).Should().BeEquivalentTo(Where(size, j => reach[j, i]), because);
            definition.DescendantsOf(Name(i)).Should().BeEquivalentTo(Where(size, j => reach[i, j]), because);
        }

        return false;
    }

    // The path that a message shows must exist, edge by edge, and come round.
    private static void CheckCircle(string problem, bool[,] edge, string because)
    {
        int[] path = [.. problem["Stages wait for each other: ".Length..problem.IndexOf(';', StringComparison.Ordinal)].Split(" → ").Select(n => int.Parse(n[1..]))];
        path[0].Should().Be(path[^1], because);
        for (int i = 1; i < path.Length; i++) edge[path[i - 1], path[i]].Should().BeTrue(because);
    }

    private static List<WorkflowStage> NaiveOrder(bool[,] edge, int[] declared)
    {
        List<int> left = [.. declared];
        List<WorkflowStage> order = [];
        while (left.Count > 0)
        {
            int next = left.First(to => !left.Any(from => edge[from, to]));
            left.Remove(next);
            order.Add(Name(next));
        }

        return order;
    }

    private static bool[,] Closure(bool[,] edge)
    {
        bool[,] reach = (bool[,])edge.Clone();
        int size = edge.GetLength(0);
        for (int via = 0; via < size; via++)
        {
            for (int from = 0; from < size; from++)
            {
                for (int to = 0; to < size; to++) reach[from, to] |= reach[from, via] && reach[via, to];
            }
        }

        return reach;
    }

    private static IEnumerable<WorkflowStage> Where(int size, Func<int, bool> condition) => Enumerable.Range(0, size).Where(condition).Select(i => new WorkflowStage(Name(i)));

    private static int[] Permutation(Random random, int size)
    {
        int[] places = [.. Enumerable.Range(0, size)];
        random.Shuffle(places);
        return places;
    }

    private static string Name(int i) => $"s{i}";
}
