using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace WorkflowResilience.Hosting;

/// <summary>
/// Holds the runner of a service provider and follows its configuration: a good change is put in force, a bad one is refused and told, and either way it goes on listening.
/// </summary>
internal sealed class RunnerHost : IDisposable
{
    private readonly RunnerFactory _factory;
    private readonly IOptionsChangeTokenSource<WorkflowRunnerOptions>[] _sources;
    private readonly Lock _reloading = new();
    private readonly IDisposable _listening;
    private bool _disposed;

    public RunnerHost(RunnerFactory factory, IEnumerable<IOptionsChangeTokenSource<WorkflowRunnerOptions>> sources)
    {
        _factory = factory;
        _sources = [.. sources.Where(s => string.IsNullOrEmpty(s.Name))];
        lock (_reloading)
        {
            // Listening comes first, so that no change is missed; one that comes in between waits for the runner.
            _listening = ChangeToken.OnChange(Changes, Reload);
            try
            {
                Runner = factory.Create();
            }
            catch
            {
                Stop();
                throw;
            }
        }
    }

    internal WorkflowRunner Runner { get; }

    public void Dispose()
    {
        lock (_reloading) Stop();
        Runner.Dispose();
    }

    // One token for all: sections of one configuration change together, and that is told once. A source that fails does not silence the others.
    private CompositeChangeToken Changes()
    {
        List<IChangeToken> tokens = [];
        foreach (IOptionsChangeTokenSource<WorkflowRunnerOptions> source in _sources)
        {
            try
            {
                tokens.Add(source.GetChangeToken());
            }
            catch (Exception e) when (Runner is not null)
            {
                Apply(RunnerFactory.Refused([$"A source of changes failed and is not heard until the next change of another: {FailureText.Of(e)}"]));
            }
        }

        return new CompositeChangeToken(tokens);
    }

    // One at a time, each reading anew: the last one to be applied has seen the last change.
    private void Reload()
    {
        lock (_reloading)
        {
            // There is no runner yet when what makes the first options changes the configuration: those options have it already, or the next change brings it.
            if (!_disposed && Runner is not null) Apply(_factory.Reread());
        }
    }

    private void Apply(WorkflowRunnerOptions options)
    {
        try
        {
            Runner.TryReconfigure(options, out _);
        }
        catch (ObjectDisposedException)
        {
            // The provider disposes of the runner before this, and a change may come in between.
        }
    }

    private void Stop()
    {
        _disposed = true;
        _listening.Dispose();
    }
}
