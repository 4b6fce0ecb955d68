using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using WorkflowResilience.Processes;

namespace WorkflowResilience.Tests.Analysis.Images;

/// <summary>How long the built-in patterns take in a process that has done nothing yet.</summary>
[TestFixture]
[NonParallelizable]
public sealed partial class ColdLoadTests
{
    private const double Allowed = 30;
    private const int Processes = 5;

    [Test]
    public async Task The_built_in_patterns_are_ready_within_30_ms_of_a_fresh_process()
    {
        string built = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string probe = Path.GetFullPath(Path.Combine(built, "..", "..", "WorkflowResilience.CaptureProbe", Path.GetFileName(built), "WorkflowResilience.CaptureProbe.dll"));
        var milliseconds = new List<double>();
        for (int i = 0; i < Processes; i++)
        {
            ProgramResult result = await ProgramStage.Of("dotnet", probe, "patterns").RunAsync(CancellationToken.None);
            string line = result.Tail[^1].Text;
            await TestContext.Out.WriteLineAsync(line);

            // Where others wait for the processors as well, what it worked is all that it would take without them.
            milliseconds.AddRange(Milliseconds().Matches(line).Select(match => double.Parse(match.Groups["ms"].Value, CultureInfo.InvariantCulture)));
        }

        if (!IsOptimized) Assert.Ignore(string.Create(CultureInfo.InvariantCulture, $"the bound holds for what ships; this library was built without optimisation and took {milliseconds.Min():0.0} ms at best"));
        milliseconds.Should().HaveCount(2 * Processes);
        milliseconds.Min().Should().BeLessThanOrEqualTo(Allowed, "the best of {0} processes shows what the machine's other work did not disturb", Processes);
    }

    [GeneratedRegex(@"(?<ms>[\d.]+) ms", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Milliseconds();

    // By what the compiler wrote into the library: it is optimised in debug builds, too, unless somebody asks otherwise.
    private static bool IsOptimized => typeof(WorkflowRunner).Assembly.GetCustomAttributes(typeof(DebuggableAttribute), false) is not [DebuggableAttribute { IsJITOptimizerDisabled: true }];
}
