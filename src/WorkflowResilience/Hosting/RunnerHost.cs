using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace WorkflowResilience.Hosting;

/// <summary>Holds the runner of a service provider and follows its configuration: a good change is put in force, a bad one is refused and told, and either way it goes on listening.</summary>
internal sealed class RunnerHost : IDisposable
{
    private readonly RunnerFactory _factory;
    private readonly List<IDisposable> _subscriptions = [];
    private readonly Lock _reloading = new();
    private bool _disposed;

    public RunnerHost(RunnerFactory factory, IEnumerable<IOptionsChangeTokenSource<WorkflowRunnerOptions>> sources)
    {
        _factory = factory;
        lock (_reloading)
        {
            try
            {
                // Listening comes first, so that no change is missed; one that comes in between waits for the runner.
                foreach (IOptionsChangeTokenSource<WorkflowRunnerOptions> source in sources)
                {
                    if (string.IsNullOrEmpty(source.Name)) _subscriptions.Add(ChangeToken.OnChange(source.GetChangeToken, Reload));
                }

                Runner = factory.Create();
            }
            catch
            {
                Unsubscribe();
                throw;
            }
        }
    }

    internal WorkflowRunner Runner { get; }

    public void Dispose()
    {
        lock (_reloading) Unsubscribe();
        Runner.Dispose();
    }

    // One at a time, each reading anew: the last one to be applied has seen the last change.
    private void Reload()
    {
        lock (_reloading)
        {
            if (_disposed) return;
            try
            {
                Runner.TryReconfigure(_factory.Reread(), out _);
            }
            catch (ObjectDisposedException)
            {
                // The provider disposes the runner before this, and a change may come in between.
            }
        }
    }

    private void Unsubscribe()
    {
        _disposed = true;
        foreach (IDisposable subscription in _subscriptions) subscription.Dispose();
        _subscriptions.Clear();
    }
}
