namespace CiPipeline.Server;

/// <summary>The dumb protocol: the repository's files as they are. Needs <c>git update-server-info</c> beforehand.</summary>
internal sealed class DumbContent(string root) : IGitContent
{
    public async Task RespondAsync(GitRequest request, GitResponse response, CancellationToken cancellationToken)
    {
        string path = Path.GetFullPath(Path.Join(root, request.Path));
        bool inside = path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (!inside || !File.Exists(path))
        {
            await response.SendAsync("404 Not Found", [], Stream.Null, cancellationToken);
            return;
        }

        await using FileStream file = File.OpenRead(path);
        await response.SendAsync("200 OK", ["Content-Type: application/octet-stream"], file, cancellationToken);
    }
}
