namespace WorkflowResilience.Argo;

/// <summary>As whom the pods of a workflow run: <c>securityContext</c>.</summary>
/// <remarks>Immutable; compared by value. Argo's own default is root.</remarks>
public sealed record ArgoSecurity
{
    /// <summary>User and group 8737, which Argo's examples use, and never root.</summary>
    public static ArgoSecurity NonRoot { get; } = new();

    /// <summary>Whether a pod that would run as root is refused. Default true.</summary>
    public bool RunAsNonRoot { get; init; } = true;

    /// <summary>The user; null for that of the image. Default 8737.</summary>
    public long? User { get; init; } = 8737;

    /// <summary>The group that owns mounted volumes; null leaves them as they are. Default 8737.</summary>
    public long? VolumeGroup { get; init; } = 8737;

    internal YamlMapping ToYaml()
    {
        var yaml = new YamlMapping { { "runAsNonRoot", YamlScalar.Bool(RunAsNonRoot) } };
        if (User is { } user) yaml.Add("runAsUser", YamlScalar.Number(user));
        if (VolumeGroup is { } group) yaml.Add("fsGroup", YamlScalar.Number(group));
        return yaml;
    }
}
