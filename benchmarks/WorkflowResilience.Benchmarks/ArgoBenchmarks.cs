using System.Text;
using BenchmarkDotNet.Attributes;
using WorkflowResilience.Argo;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace WorkflowResilience.Benchmarks;

/// <summary>What do a workflow of 200 stages and a lint of 1 MB cost, beside YamlDotNet that only writes the same document, or only reads the same text?</summary>
[MemoryDiagnoser]
public class ArgoBenchmarks
{
    private const int Stages = 200, Megabyte = 1_000_000;

    private readonly ISerializer _serializer = new SerializerBuilder().Build();
    private ArgoWorkflow? _workflow;
    private string _megabyte = "";
    private object _document = "";

    [GlobalSetup]
    public void Setup()
    {
        _workflow = new ArgoWorkflow("large")
        {
            ServiceAccount = "large",
            Stages = [.. Enumerable.Range(0, Stages).Select(static i => new ArgoStage($"Stage-{i}", DefaultPolicies.RepositoryClone, ArgoWork.Container("registry.example/app:1.0", ["/app/run"], "--stage"))
            {
                After = i == 0 ? [] : [$"Stage-{i - 1}"],
                Owner = RetryOwner.Argo,
            })],
        };
        string yaml = ArgoGenerator.Generate(_workflow).Yaml;
        _document = new DeserializerBuilder().Build().Deserialize<object>(yaml);
        var text = new StringBuilder();
        while (text.Length < Megabyte) text.Append(text.Length == 0 ? "" : "---\n").Append(yaml);
        _megabyte = text.ToString();
    }

    [Benchmark]
    public ArgoOutput Generate() => ArgoGenerator.Generate(_workflow!);

    [Benchmark]
    public string YamlDotNetWritesTheSame() => _serializer.Serialize(_document);

    [Benchmark]
    public int Lint() => ArgoLint.Check(_megabyte).Count;

    [Benchmark]
    public int YamlDotNetReadsTheSame()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(_megabyte));
        return stream.Documents.Count;
    }
}
