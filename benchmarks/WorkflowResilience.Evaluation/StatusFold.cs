using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WorkflowResilience.Analysis;
namespace WorkflowResilience.Evaluation;
internal static class StatusFold
{
    internal static int Run(string[] files)
    {
        var output = new Dictionary<string, Dictionary<string, string[]>>();
        foreach (string file in files)
        {
            using var doc = JsonDocument.Parse(File.ReadAllText(file));
            foreach (JsonElement p in doc.RootElement.GetProperty("patterns").EnumerateArray())
            {
                if (!p.TryGetProperty("any", out JsonElement any)) continue;
                var drop = new List<string>();
                foreach (string lit in any.EnumerateArray().Select(a => a.GetString()!))
                {
                    Match m = Regex.Match(lit, @"\{num:([45]\d\d)\}");
                    if (!m.Success) m = Regex.Match(lit, @"(?<![\d.])([45]\d\d)(?![\d.])");
                    if (!m.Success || lit.StartsWith("{status:")) continue;
                    string sample = PatternLiteral.Read(lit, false, out _)!.Sample;
                    byte[] b = Encoding.UTF8.GetBytes(sample);
                    int at = sample.IndexOf(m.Groups[1].Value, StringComparison.Ordinal);
                    at = Encoding.UTF8.GetByteCount(sample.AsSpan(0, at));
                    PatternLiteral status = PatternLiteral.Read("{status:" + m.Groups[1].Value + "}", false, out _)!;
                    if (status.Around(b, at, at + 3) is not null) drop.Add(lit + "\t" + m.Groups[1].Value);
                }
                if (drop.Count > 0) output[p.GetProperty("id").GetString()!] = new() { ["drop"] = [.. drop] };
            }
        }
        Console.WriteLine(JsonSerializer.Serialize(output));
        return 0;
    }
}
