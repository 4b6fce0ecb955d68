namespace CiPipeline.Server;

/// <summary>Answers git's requests from a repository.</summary>
internal interface IGitContent
{
    Task RespondAsync(GitRequest request, GitResponse response, CancellationToken cancellationToken);
}
