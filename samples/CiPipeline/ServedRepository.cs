using CiPipeline.Server;
using WorkflowResilience;
using WorkflowResilience.Processes;

namespace CiPipeline;

/// <summary>A bare copy of the repository, ready to be served; the original is only read.</summary>
internal static class ServedRepository
{
    public const string Name = "project.git";

    /// <returns>What answers git's requests: smart where git has its HTTP backend and unless the dumb protocol is asked for.</returns>
    /// <exception cref="ArgumentException">The folder is not the top of a git repository with a commit.</exception>
    public static async Task<IGitContent> PrepareAsync(string? repository, bool dumb, Workspace workspace, CancellationToken cancellationToken)
    {
        string source = repository ?? await RepositoryFixture.CreateAsync(Path.Join(workspace.Root, "fixture"), cancellationToken);
        string served = Path.Join(workspace.Root, "served");
        try
        {
            await Programs.Git(source, "rev-parse", "--verify", "HEAD").RunAsync(cancellationToken);
            await Programs.Git(workspace.Root, "clone", "--quiet", "--bare", source, Path.Join(served, Name)).RunAsync(cancellationToken);
        }
        catch (ProgramFailedException e)
        {
            throw new ArgumentException($"'{source}' cannot be served; give the top folder of a git repository with a commit. {FailureText.Of(e)}", e);
        }

        await Programs.Git(Path.Join(served, Name), "update-server-info").RunAsync(cancellationToken);

        string backend = Path.Join((await Programs.Git(source, "--exec-path").RunAsync(cancellationToken)).Output, "git-http-backend");
        if (OperatingSystem.IsWindows()) backend += ".exe";
        return dumb || !File.Exists(backend) ? new DumbContent(served) : new SmartContent(backend, served);
    }
}
