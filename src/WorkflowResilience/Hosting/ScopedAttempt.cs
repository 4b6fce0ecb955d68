using Microsoft.Extensions.DependencyInjection;

namespace WorkflowResilience.Hosting;

/// <summary>Work with a service of a scope that lasts as long as the work.</summary>
internal static class ScopedAttempt
{
    internal static Func<CancellationToken, ValueTask> Of<TService>(IServiceScopeFactory scopes, Func<TService, CancellationToken, ValueTask> action)
        where TService : notnull
    {
        Check(scopes, action);
        return async ct => await RunAsync(scopes, action, static async (Func<TService, CancellationToken, ValueTask> work, TService service, CancellationToken token) =>
        {
            await work(service, token).ConfigureAwait(false);
            return true;
        }, ct).ConfigureAwait(false);
    }

    internal static Func<CancellationToken, ValueTask> Of<TService>(IServiceScopeFactory scopes, Func<TService, CancellationToken, Task> action)
        where TService : notnull
    {
        Check(scopes, action);
        return Of<TService>(scopes, (service, token) => new ValueTask(action(service, token) ?? throw NoTask.Returned()));
    }

    internal static Func<CancellationToken, ValueTask<T>> Of<TService, T>(IServiceScopeFactory scopes, Func<TService, CancellationToken, ValueTask<T>> action)
        where TService : notnull
    {
        Check(scopes, action);
        return ct => RunAsync(scopes, action, static (Func<TService, CancellationToken, ValueTask<T>> work, TService service, CancellationToken token) => work(service, token), ct);
    }

    internal static Func<CancellationToken, ValueTask<T>> Of<TService, T>(IServiceScopeFactory scopes, Func<TService, CancellationToken, Task<T>> action)
        where TService : notnull
    {
        Check(scopes, action);
        return Of<TService, T>(scopes, (service, token) => new ValueTask<T>(action(service, token) ?? throw NoTask.Returned()));
    }

    private static void Check(IServiceScopeFactory scopes, Delegate action)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        ArgumentNullException.ThrowIfNull(action);
    }

    private static async ValueTask<T> RunAsync<TWork, TService, T>(
        IServiceScopeFactory scopes, TWork work, Func<TWork, TService, CancellationToken, ValueTask<T>> call, CancellationToken token)
        where TService : notnull
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        T result;
        try
        {
            result = await call(work, scope.ServiceProvider.GetRequiredService<TService>(), token).ConfigureAwait(false);
        }
        catch
        {
            await DisposeQuietlyAsync(scope).ConfigureAwait(false);
            throw;
        }

        await scope.DisposeAsync().ConfigureAwait(false);
        return result;
    }

    // What disposal throws must not take the place of the failure that led to it.
    private static async ValueTask DisposeQuietlyAsync(AsyncServiceScope scope)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Only the failure counts.
        }
    }
}
