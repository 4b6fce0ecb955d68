namespace WorkflowResilience.Argo;

/// <summary>What a stage or workflow holds while it runs: <c>synchronization</c>.</summary>
/// <remarks>Immutable; compared by value. Argo holds a lock through the waits and retries of what holds it.</remarks>
public abstract record ArgoLock
{
    private ArgoLock() { }

    /// <summary>One holder at a time in a namespace.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The lock.</returns>
    public static ArgoLock Mutex(string name) => new MutexLock(name);

    /// <summary>As many holders as a key of a ConfigMap says; 0 lets nobody in.</summary>
    /// <param name="configMap">The ConfigMap.</param>
    /// <param name="key">The key.</param>
    /// <returns>The lock.</returns>
    public static ArgoLock Semaphore(string configMap, string key) => new SemaphoreLock(configMap, key);

    internal static YamlMapping? ToYaml(IReadOnlyList<ArgoLock> locks)
    {
        if (locks.Count == 0) return null;
        var yaml = new YamlMapping();
        yaml.AddIfAny("semaphores", Manifest.List(locks.OfType<SemaphoreLock>().Select(static one => new YamlMapping { { "configMapKeyRef", new YamlMapping { { "name", one.ConfigMap }, { "key", one.Key } } } })));
        yaml.AddIfAny("mutexes", Manifest.List(locks.OfType<MutexLock>().Select(static one => new YamlMapping { { "name", one.Name } })));
        return yaml;
    }

    /// <summary>One holder.</summary>
    /// <param name="Name">The name.</param>
    public sealed record MutexLock(string Name) : ArgoLock;

    /// <summary>A number of holders.</summary>
    /// <param name="ConfigMap">The ConfigMap that holds the number.</param>
    /// <param name="Key">Its key.</param>
    public sealed record SemaphoreLock(string ConfigMap, string Key) : ArgoLock;
}
