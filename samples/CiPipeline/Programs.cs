using CiPipeline.Faults;
using WorkflowResilience.Processes;

namespace CiPipeline;

/// <summary>The external programs of the pipeline, with an environment in which none of them asks a question or leaves a server behind.</summary>
internal static class Programs
{
    private static readonly Dictionary<string, string?> s_quiet = new(StringComparer.Ordinal)
    {
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",

        // Set when the pipeline is started by a git hook, and would lead git to the wrong repository.
        ["GIT_DIR"] = null,
        ["GIT_WORK_TREE"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["GIT_AUTHOR_NAME"] = "CiPipeline",
        ["GIT_AUTHOR_EMAIL"] = "ci-pipeline@localhost",
        ["GIT_COMMITTER_NAME"] = "CiPipeline",
        ["GIT_COMMITTER_EMAIL"] = "ci-pipeline@localhost",
        ["NO_PROXY"] = "127.0.0.1",
        ["no_proxy"] = "127.0.0.1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["MSBUILDDISABLENODEREUSE"] = "1",

        // The runtime's diagnostic pipes outlive a killed process as files.
        ["DOTNET_EnableDiagnostics"] = "0",
    };

    public static ProgramStage Git(string folder, params string[] arguments) =>
        ProgramStage.Of("git", arguments) with { WorkingDirectory = folder, Environment = s_quiet };

    /// <summary>A clone whose every request tells the server which attempt it belongs to.</summary>
    public static ProgramStage GitClone(Uri repository, string folder, AttemptId attempt) =>
        Git(folder, "-c", $"http.extraHeader={AttemptId.Header}: {attempt}", "clone", "--quiet", repository.AbsoluteUri, ".");

    public static ProgramStage DotnetBuild(string sources) =>
        Dotnet(sources, "build", "-v:m", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-tl:off");

    public static ProgramStage DotnetTest(string sources) => Dotnet(sources, "test", "--no-build", "-v:m", "-nodeReuse:false", "-tl:off");

    /// <summary>This very executable in one of its <see cref="ScriptedProgram"/> parts.</summary>
    public static ProgramStage Scripted(string part, string folder)
    {
        string self = Environment.ProcessPath!;
        string[] arguments = [ScriptedProgram.Command, part];
        bool hosted = Path.GetFileNameWithoutExtension(self).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return ProgramStage.Of(self, hosted ? [typeof(Programs).Assembly.Location, .. arguments] : arguments) with { WorkingDirectory = folder, Environment = s_quiet };
    }

    private static ProgramStage Dotnet(string sources, params string[] arguments)
    {
        // A build leaves empty temporary folders behind; beside the sources they go when the workspace goes.
        string temporary = Path.GetDirectoryName(sources)!;
        Dictionary<string, string?> environment = new(s_quiet, StringComparer.Ordinal) { ["TMPDIR"] = temporary, ["TMP"] = temporary };
        return ProgramStage.Of("dotnet", arguments) with { WorkingDirectory = sources, Environment = environment };
    }
}
