using BenchmarkDotNet.Attributes;
using WorkflowResilience.PerfGate;

namespace WorkflowResilience.Benchmarks;

/// <summary>What does making the protection cost? Ours is a runner with one policy; <c>Create</c> alone also makes the seven default ones.</summary>
public class CreationBenchmarks
{
    [Benchmark(Baseline = true)]
    public object Polly() => Peers.BuildPollyOfInt();

    [Benchmark]
    public object Ours()
    {
        using WorkflowRunner runner = Peers.BuildOurs();
        return runner["Full"];
    }

    [Benchmark]
    public object OursWithDefaultPolicies()
    {
        using WorkflowRunner runner = WorkflowRunner.Create();
        return runner[WorkflowStage.RepositoryClone];
    }
}
