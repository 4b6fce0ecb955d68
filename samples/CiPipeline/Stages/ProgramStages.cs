using CiPipeline.Faults;
using WorkflowResilience;
using WorkflowResilience.Processes;

namespace CiPipeline.Stages;

/// <summary>The stages whose work is an external program: build and test.</summary>
internal sealed class ProgramStages(FaultPlan plan, bool scripted)
{
    /// <returns>The last line of the program's output.</returns>
    public ValueTask<string> BuildAsync(string sources, StageContext context) =>
        RunAsync(scripted ? Programs.Scripted(ScriptedProgram.Build, sources) : Programs.DotnetBuild(sources), FailureKind.Compilation, sources, context);

    /// <returns>The last line of the program's output.</returns>
    public ValueTask<string> TestAsync(string sources, StageContext context) =>
        RunAsync(scripted ? Programs.Scripted(ScriptedProgram.Test, sources) : Programs.DotnetTest(sources), FailureKind.TestFailure, sources, context);

    private async ValueTask<string> RunAsync(ProgramStage healthy, FailureKind red, string sources, StageContext context)
    {
        ProgramStage program = plan.For(context.RunId!, context.Stage, context.Attempt).Kind switch
        {
            FaultKind.Hang => Programs.Scripted(ScriptedProgram.Hang, sources),
            FaultKind.Killed => Programs.Scripted(ScriptedProgram.Killed, sources),
            _ => healthy,
        };
        try
        {
            ProgramResult result = await program.RunAsync(context.CancellationToken);
            return result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault("nothing was said");
        }
        catch (ProgramFailedException e) when (e.ExitCode == 1)
        {
            // So dotnet ends when the sources themselves are at fault: no use in trying again.
            string? error = e.Tail.Select(line => line.Text.Trim()).FirstOrDefault(text => text.Contains(": error ", StringComparison.Ordinal));
            throw StageFailure.Of(red, error ?? "The project itself is at fault.", e);
        }
    }
}
