namespace WorkflowResilience.Argo;

/// <summary>A key of a Secret. Manifests name it; its value is never in them.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public sealed record SecretKey
{
    /// <summary>Names a key of a Secret.</summary>
    /// <param name="name">The Secret, in the namespace of what uses it.</param>
    /// <param name="key">Its key.</param>
    /// <exception cref="ArgumentException">One of them has not the form that Kubernetes asks for.</exception>
    public SecretKey(string name, string key)
    {
        Name = EventNames.Subdomain(name, nameof(name));
        Key = EventNames.SecretKey(key, nameof(key));
    }

    /// <summary>The Secret.</summary>
    public string Name { get; }

    /// <summary>Its key.</summary>
    public string Key { get; }

    internal YamlMapping ToYaml() => new() { { "name", Name }, { "key", Key } };
}
