using System.Text.Json;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>Excerpts of a labelled collection of real failures, where there is one beside the sources: it is not part of them.</summary>
[TestFixture]
public sealed class CorpusExcerptTests
{
    [Test]
    public void Of_real_failures_most_excerpts_name_a_cause_and_of_benign_lines_few_do()
    {
        Row[] failures = Read("dev.jsonl"), benign = Read("benign.jsonl");
        Row[] multi = [.. failures.Where(r => r.Text.Contains('\n'))];
        int named = multi.Count(r => LogExcerpt.Of(r.Text).Cause is not null), namedOfAll = failures.Count(r => LogExcerpt.Of(r.Text).Cause is not null);
        int alarms = benign.Count(r => LogExcerpt.Of(r.Text).Cause is not null), hard = benign.Count(r => r.Hard && LogExcerpt.Of(r.Text).Cause is not null);
        TestContext.Out.WriteLine($"failures with a cause: {namedOfAll} of {failures.Length}; of those with several lines {named} of {multi.Length}");
        TestContext.Out.WriteLine($"benign rows with a cause: {alarms} of {benign.Length}, {hard} of them lines that only their surroundings make benign");

        (namedOfAll / (double)failures.Length).Should().BeGreaterThan(0.93);
        ((alarms - hard) / (double)benign.Length).Should().BeLessThan(0.05);
    }

    [Test]
    public void Masking_real_lines_twice_changes_nothing()
    {
        foreach (string line in Read("dev.jsonl").Concat(Read("benign.jsonl")).SelectMany(r => r.Text.Split('\n')))
            LineMask.Mask(LineMask.Mask(line)).Should().Be(LineMask.Mask(line), "it was masked from {0}", line);
    }

    private static Row[] Read(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        string variable = Environment.GetEnvironmentVariable("FAILURE_CORPUS") ?? "";
        if (variable.Length == 0)
        {
            while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "shared", "data", "corpus"))) folder = folder.Parent;
            variable = folder is null ? "" : Path.Combine(folder.FullName, "shared", "data", "corpus");
        }

        string path = Path.Combine(variable, name);
        if (!File.Exists(path)) Assert.Ignore($"no corpus: {name} is neither in the folder that FAILURE_CORPUS names nor in shared/data/corpus above the sources");
        return [.. File.ReadLines(path).Select(line =>
        {
            using var row = JsonDocument.Parse(line);
            bool hard = row.RootElement.TryGetProperty("hard", out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0;
            return new Row(row.RootElement.GetProperty("text").GetString()!, hard);
        })];
    }

    private sealed record Row(string Text, bool Hard);
}
