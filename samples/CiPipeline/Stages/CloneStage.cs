using CiPipeline.Faults;
using WorkflowResilience;
using WorkflowResilience.Processes;

namespace CiPipeline.Stages;

/// <summary>Fetches the sources. The HTTP client asks first, because it shows what git hides: the status and how long the server wants us to wait.</summary>
internal sealed class CloneStage(Uri repository, Workspace workspace) : IDisposable
{
    // The attempt's own timeout is the only one.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <returns>The folder with the sources.</returns>
    public async ValueTask<string> RunAsync(StageContext context)
    {
        AttemptId attempt = new(context.RunId!, context.Attempt);
        await DiscoverAsync(attempt, context.CancellationToken);
        string folder = workspace.For(attempt.RunId, "clone", attempt.Attempt);
        try
        {
            await Programs.GitClone(repository, folder, attempt).RunAsync(context.CancellationToken);
        }
        catch (ProgramFailedException e) when (e.ExitCode == 128)
        {
            // Git says 128 for whatever stops it. Discovery has just succeeded, so this is trouble on the line: only the host can know that.
            throw StageFailure.Of(FailureKind.Network, "Git could not transfer the objects.", e);
        }

        return folder;
    }

    public void Dispose() => _http.Dispose();

    private async Task DiscoverAsync(AttemptId attempt, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{repository}/info/refs?service=git-upload-pack");
        request.Headers.Add(AttemptId.Header, attempt.ToString());
        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) throw StageFailure.OfResponse(response, DateTimeOffset.UtcNow);
    }
}
