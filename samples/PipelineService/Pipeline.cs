using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using WorkflowResilience;

namespace PipelineService;

/// <summary>The workflow: ask the catalogue, transform what it says, publish the result.</summary>
internal sealed class Pipeline(WorkflowRunner runner, [FromKeyedServices("Catalogue")] HttpClient catalogue, IServer server)
{
    private readonly Dictionary<string, int> _published = new(StringComparer.Ordinal);

    internal Task<RunSummary> RunAsync(string id, CancellationToken cancellationToken) => runner.TryRunAsync(
        id,
        async run =>
        {
            // The client's own retries count for the run: it runs under the stage "Catalogue".
            string items = await catalogue.GetStringAsync(new Uri(Address, $"/catalogue/{id}"), run.CancellationToken);
            string report = await run.StageAsync("Transform", ct => TransformAsync(items, ct), [StageFallback.Value("untransformed", items)]);
            await run.StageAsync("Publish", ct => PublishAsync(id, report, ct));
        },
        new RunOptions { WorkflowName = "report" },
        cancellationToken);

    private Uri Address => new(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static async Task<string> TransformAsync(string items, CancellationToken cancellationToken)
    {
        await Task.Delay(100, cancellationToken);
        return items.Contains("odd", StringComparison.Ordinal) ? throw StageFailure.Of(FailureKind.InvalidInput, "the catalogue's answer has no table") : items.ToUpperInvariant();
    }

    // The first publication of each report meets a closed connection; that is known not to have had an effect, so it may be repeated.
    private async Task PublishAsync(string id, string report, CancellationToken cancellationToken)
    {
        await Task.Delay(50, cancellationToken);
        lock (_published)
        {
            _published[id] = _published.GetValueOrDefault(id) + 1;
            if (_published[id] == 1 && report.Length > 0) throw StageFailure.Of(FailureKind.Network, "the registry closed the connection before the upload began");
        }
    }
}
