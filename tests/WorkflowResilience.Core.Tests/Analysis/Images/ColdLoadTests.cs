using System.Diagnostics;
using System.Globalization;
using WorkflowResilience.Processes;

namespace WorkflowResilience.Tests.Analysis.Images;

/// <summary>How long the built-in patterns take in a process that has done nothing yet.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ColdLoadTests
{
    private const double Allowed = 30;
    private const int Processes = 5;

    // On a machine that does much else at the same time one of five may not be enough to see what the load alone takes.
    private const int MostProcesses = 15;

    [Test]
    public async Task The_built_in_patterns_are_ready_within_30_ms_of_a_fresh_process()
    {
        string built = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string probe = Path.GetFullPath(Path.Combine(built, "..", "..", "WorkflowResilience.CaptureProbe", Path.GetFileName(built), "WorkflowResilience.CaptureProbe.dll"));
        var milliseconds = new List<double>();
        for (int i = 0; i < Processes || (i < MostProcesses && milliseconds.Min() > Allowed); i++)
        {
            ProgramResult result = await ProgramStage.Of("dotnet", probe, "patterns").RunAsync(CancellationToken.None);
            string line = result.Tail[^1].Text;
            await TestContext.Out.WriteLineAsync(line);
            milliseconds.Add(double.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture));
        }

        if (!IsOptimized) Assert.Ignore(string.Create(CultureInfo.InvariantCulture, $"the bound holds for what ships; this library was built without optimisation and took {milliseconds.Min():0.0} ms at best"));
        milliseconds.Min().Should().BeLessThanOrEqualTo(Allowed, "the best of {0} processes shows what the machine's other work did not disturb", milliseconds.Count);
    }

    // By what the compiler wrote into the library: it is optimised in debug builds, too, unless somebody asks otherwise.
    private static bool IsOptimized => typeof(WorkflowRunner).Assembly.GetCustomAttributes(typeof(DebuggableAttribute), false) is not [DebuggableAttribute { IsJITOptimizerDisabled: true }];
}
