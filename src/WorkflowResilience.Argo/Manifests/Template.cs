namespace WorkflowResilience.Argo;

/// <summary>A template of a workflow: a closed hierarchy, one record for each type, members in a fixed order.</summary>
internal abstract record Template(string Name)
{
    /// <summary>How the comment on <see cref="ExecutorAccount"/> begins.</summary>
    internal const string TokenComment = "Argo's own container reads its token from the Secret";

    internal IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Lines for people above what the policy became.</summary>
    internal string? Comment { get; init; }

    internal Ports Inputs { get; init; } = Ports.None;

    internal Ports Outputs { get; init; } = Ports.None;

    internal ArgoRetryStrategy? Retry { get; init; }

    internal TimeSpan? Deadline { get; init; }

    internal string? ServiceAccount { get; init; }

    /// <summary>Null for the cluster's default.</summary>
    internal bool? MountsToken { get; init; }

    /// <summary>Whose token Argo's own container in the pod gets when the program's gets none; without one Argo refuses the pod. Null where the program has a token.</summary>
    internal string? ExecutorAccount { get; init; }

    internal IReadOnlyList<ArgoLock> Locks { get; init; } = [];

    internal IReadOnlyList<ArgoMetric> Metrics { get; init; } = [];

    internal RawYaml? Raw { get; init; }

    internal YamlMapping ToYaml(ArgoTarget target)
    {
        var yaml = new YamlMapping { { "name", Name } };
        if (Manifest.Map(Annotations) is { } annotations) yaml.Add("metadata", new YamlMapping { { "annotations", annotations } });
        yaml.AddIfAny("inputs", Inputs.ToYaml());
        yaml.AddIfAny("outputs", Outputs.ToYaml());
        yaml.AddIfAny("retryStrategy", Retry?.ToYaml(target));
        if (Deadline is { } deadline) yaml.Add("activeDeadlineSeconds", Manifest.SecondsText(deadline));
        yaml.AddIfAny("serviceAccountName", Manifest.Text(ServiceAccount));
        if (MountsToken is { } mounts) yaml.Add("automountServiceAccountToken", YamlScalar.Bool(mounts));
        if (ExecutorAccount is { } account)
        {
            var executor = new YamlMapping { { "serviceAccountName", account } };
            executor.Comment = $"{TokenComment} {account}.service-account-token, unless an annotation of the account names another; since 1.24 Kubernetes makes none by itself";
            yaml.Add("executor", executor);
        }

        yaml.AddIfAny("synchronization", ArgoLock.ToYaml(Locks));
        yaml.AddIfAny("metrics", ArgoMetric.ToYaml(Metrics));
        (string type, YamlNode body) = Body();
        yaml.Add(type, body);
        Raw?.AddTo(yaml, $"The raw YAML of the template '{Name}'");
        if (Comment is not null) yaml[Retry is not null ? "retryStrategy" : Deadline is not null ? "activeDeadlineSeconds" : type]!.Comment = Comment;
        return yaml;
    }

    private protected abstract (string Type, YamlNode Body) Body();

    /// <summary>A program of an image.</summary>
    internal sealed record OfContainer(string Name, Container Container) : Template(Name)
    {
        private protected override (string, YamlNode) Body() => ("container", Container.ToYaml());
    }

    /// <summary>A text that an interpreter of an image runs.</summary>
    internal sealed record OfScript(string Name, Container Container, string Source) : Template(Name)
    {
        private protected override (string, YamlNode) Body()
        {
            YamlMapping yaml = Container.ToYaml();
            yaml.Add("source", YamlScalar.Text(Source));
            return ("script", yaml);
        }
    }

    /// <summary>A wait for a person or a time. An end of the time is a success with the outputs' defaults.</summary>
    internal sealed record OfSuspend(string Name, string? Duration) : Template(Name)
    {
        private protected override (string, YamlNode) Body()
        {
            var yaml = new YamlMapping();
            yaml.AddIfAny("duration", Manifest.Text(Duration));
            return ("suspend", yaml);
        }
    }

    /// <summary>Tasks that wait for each other.</summary>
    internal sealed record OfDag(string Name, IReadOnlyList<Call> Tasks) : Template(Name)
    {
        /// <summary>Whether nothing more is begun when a task has failed; Argo's default.</summary>
        internal bool FailsFast { get; init; } = true;

        private protected override (string, YamlNode) Body()
        {
            var yaml = new YamlMapping();
            if (!FailsFast) yaml.Add("failFast", YamlScalar.Bool(false));
            yaml.AddIfAny("tasks", Manifest.List(Tasks.Select(static task => task.ToYaml())));
            return ("dag", yaml);
        }
    }

    /// <summary>Groups of steps, one group behind the other.</summary>
    internal sealed record OfSteps(string Name, IReadOnlyList<IReadOnlyList<Call>> Groups) : Template(Name)
    {
        // The body of this type is the one that is a list.
        private protected override (string, YamlNode) Body()
        {
            var yaml = new YamlSequence();
            foreach (IReadOnlyList<Call> group in Groups) yaml.Add(Manifest.List(group.Select(static step => step.ToYaml())) ?? []);
            return ("steps", yaml);
        }
    }
}
