using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>Starts a workflow from a WorkflowTemplate when an event comes: the event source, the sensor, and the rights of the sensor and of the workflow's pods.</summary>
/// <remarks>
/// Immutable; what it gives depends on its values alone. Values of the event reach the workflow as parameters only, and only if they have the form that their <see cref="EventParameter"/> asks for; a
/// form that begins with a hyphen cannot be asked for.
/// </remarks>
public sealed record ArgoGitHubTrigger
{
    private const string EventName = "event";

    // The cluster puts a hyphen and five letters behind it.
    private const int LongestTemplate = 57;

    /// <summary>The name of the event source and the sensor. Default <c>github</c>.</summary>
    public string Name { get; init => field = EventNames.Label(value, nameof(Name), EventNames.LongestBase); } = "github";

    /// <summary>Where events come from.</summary>
    public required TriggerSource Source { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <summary>The WorkflowTemplate that is run; workflows are named after it. At most 57 characters.</summary>
    public required string WorkflowTemplate { get; init => field = EventNames.Label(value, nameof(WorkflowTemplate), LongestTemplate); }

    /// <summary>The namespace of the template and of the workflows.</summary>
    public required string WorkflowNamespace { get; init => field = EventNames.Label(value, nameof(WorkflowNamespace)); }

    /// <summary>The namespace of the event source and the sensor. Default <c>argo-events</c>.</summary>
    public string EventsNamespace { get; init => field = EventNames.Label(value, nameof(EventsNamespace)); } = "argo-events";

    /// <summary>The service account of the workflow's pods; it gets the right to report results, and no other. Default <c>workflow-executor</c>.</summary>
    public string Executor { get; init => field = EventNames.Label(value, nameof(Executor)); } = "workflow-executor";

    /// <summary>Conditions on events; all have to hold.</summary>
    public IReadOnlyList<EventFilter> Filters { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>What is taken from the event; each is a condition too. The names differ.</summary>
    public IReadOnlyList<EventParameter> Parameters { get; init => field = Distinct(value); } = [];

    /// <summary>
    /// <see cref="TriggerOperation.Submit"/> (default): by Argo's command line in the sensor's pod, which checks the workflow before; or <see cref="TriggerOperation.Create"/>: by the
    /// API server, for which the sensor needs a single right.
    /// </summary>
    /// <exception cref="ArgumentException">It is another operation; none of them starts a workflow from a template.</exception>
    public TriggerOperation Operation
    {
        get;
        init => field = value == TriggerOperation.Submit || value == TriggerOperation.Create
            ? value
            : throw new ArgumentException($"'{value}' starts no workflow with parameters; use Submit, or Create.", nameof(value));
    }
    = TriggerOperation.Submit;

    /// <summary>The path of the POST. Default <c>/github</c>.</summary>
    public string Endpoint { get; init => field = EventNames.Endpoint(value, nameof(Endpoint)); } = "/github";

    /// <summary>The port of the event source. Default 12000.</summary>
    public int Port { get; init => field = EventNames.Port(value, nameof(Port)); } = 12000;

    /// <summary>The EventBus. Default <c>default</c>.</summary>
    public string EventBus { get; init => field = EventNames.Label(value, nameof(EventBus)); } = "default";

    /// <summary>What to know before deploying it.</summary>
    public IReadOnlyList<EventNote> Notes => Source is GitHubHook ? [EventNote.AtMostOnce, EventNote.StrangersCode, EventNote.Reachable, EventNote.Bus] : [EventNote.AtMostOnce, EventNote.Bus];

    private string Account => Name + "-sensor";

    /// <summary>All documents as one text.</summary>
    /// <returns>YAML; the same bytes for the same values.</returns>
    /// <exception cref="InvalidOperationException">The source is not complete; the message says what is missing.</exception>
    public string ToYaml() => YamlWriter.Write(Documents());

    /// <summary>Each document as a file of its own, as Kustomize likes them.</summary>
    /// <returns>The files, in the order in which they should be applied.</returns>
    /// <exception cref="InvalidOperationException">The source is not complete; the message says what is missing.</exception>
    public IReadOnlyList<YamlFile> ToFiles() => [.. Documents().Select(EventManifests.File)];

    private YamlMapping[] Documents() =>
    [
        EventManifests.ServiceAccount(Executor, WorkflowNamespace),
        EventManifests.Role(Executor, WorkflowNamespace, ("workflowtaskresults", ["create", "patch"])),
        EventManifests.RoleBinding(Executor, WorkflowNamespace, Executor, WorkflowNamespace),
        EventManifests.ServiceAccount(Account, EventsNamespace),
        SensorRole(),
        EventManifests.RoleBinding(Account, WorkflowNamespace, Account, EventsNamespace),
        EventManifests.EventSource(Name, EventsNamespace, EventBus, Port, Source.Type, EventName, Source.ToYaml(Port, Endpoint)),
        EventManifests.Sensor(Name, EventsNamespace, EventBus, Account, EventName, [.. Source.Filters, .. Filters, .. Parameters.Select(static parameter => parameter.Filter)], Trigger()),
    ];

    private YamlMapping SensorRole() => Operation == TriggerOperation.Create
        ? EventManifests.Role(Account, WorkflowNamespace, ("workflows", ["create"]))
        : EventManifests.Role(Account, WorkflowNamespace, ("workflows", ["create", "get", "list", "watch"]), ("workflowtemplates", ["get", "list", "watch"]));

    private YamlMapping Trigger()
    {
        var body = new YamlMapping { { "operation", Operation.Name }, { "source", new YamlMapping { { "resource", Workflow() } } } };
        if (Parameters.Count > 0)
        {
            var parameters = new YamlSequence();
            for (int i = 0; i < Parameters.Count; i++)
                parameters.Add(EventManifests.FromEvent(EventName, Parameters[i].Filter.DataKey, string.Create(CultureInfo.InvariantCulture, $"spec.arguments.parameters.{i}.value")));

            body.Add("parameters", parameters);
        }

        return new YamlMapping { { "template", new YamlMapping { { "name", "start" }, { Operation.Trigger, body } } } };
    }

    private YamlMapping Workflow()
    {
        var spec = new YamlMapping { { "workflowTemplateRef", new YamlMapping { { "name", WorkflowTemplate } } }, { "serviceAccountName", Executor } };
        if (Parameters.Count > 0)
        {
            var arguments = new YamlSequence();
            foreach (EventParameter parameter in Parameters) arguments.Add(new YamlMapping { { "name", parameter.Name }, { "value", EventManifests.Replaced } });
            spec.Add("arguments", new YamlMapping { { "parameters", arguments } });
        }

        return new YamlMapping
        {
            { "apiVersion", EventManifests.Argo },
            { "kind", "Workflow" },
            { "metadata", new YamlMapping { { "generateName", WorkflowTemplate + "-" }, { "namespace", WorkflowNamespace } } },
            { "spec", spec },
        };
    }

    private static EventParameter[] Distinct(IReadOnlyList<EventParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        string? twice = parameters.GroupBy(static parameter => parameter.Name, StringComparer.Ordinal).FirstOrDefault(static names => names.Count() > 1)?.Key;
        return twice is null ? [.. parameters] : throw new ArgumentException($"The parameter '{twice}' is given twice.", nameof(parameters));
    }
}
