namespace WorkflowResilience.Argo;

/// <summary>Lets people decide about a suspended workflow by an authenticated POST: the event source, the sensor, and the rights of the sensor.</summary>
/// <remarks>
/// Immutable; what it gives depends on its values alone. The POST has a bearer token and a JSON body with <c>workflow</c>, the workflow's name, and <c>decision</c>. Only decisions that are
/// listed, and names of workflows that begin as <see cref="WorkflowPrefix"/> says, are acted upon; a name that could be an option of the command line does not pass.
/// </remarks>
public sealed record ArgoApprovals
{
    private const string EventName = "decision";
    private const string WorkflowKey = "body.workflow";
    private const string DecisionKey = "body.decision";

    /// <summary>The name of the event source and the sensor. Default <c>approvals</c>.</summary>
    public string Name { get; init => field = EventNames.Label(value, nameof(Name), EventNames.LongestBase); } = "approvals";

    /// <summary>The name of the gate: the task or step that is suspended.</summary>
    public required string Gate { get; init => field = EventNames.Node(value, nameof(Gate)); }

    /// <summary>The Secret with the token that the POST must show, in the namespace of the events. Without it anybody who reaches the Service could decide.</summary>
    public required SecretKey Token { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); }

    /// <summary>The namespace of the workflows.</summary>
    public required string WorkflowNamespace { get; init => field = EventNames.Label(value, nameof(WorkflowNamespace)); }

    /// <summary>The namespace of the event source and the sensor. Default <c>argo-events</c>.</summary>
    public string EventsNamespace { get; init => field = EventNames.Label(value, nameof(EventsNamespace)); } = "argo-events";

    /// <summary>How workflows begin that may be decided about, as <c>release-</c>; empty (default): all of the namespace.</summary>
    public string WorkflowPrefix
    {
        get;
        init => field = value is "" || (value is { Length: <= 58 } && EventNames.Label(value.TrimEnd('-'), nameof(WorkflowPrefix)).Length >= value.Length - 1)
            ? value
            : throw EventNames.Wrong(value ?? "", nameof(WorkflowPrefix), "at most 58 lower-case letters, digits and hyphens, a letter or digit first");
    }
    = "";

    /// <summary>How a decision reaches the gate. Default <see cref="ApprovalAnswer.Resume"/>.</summary>
    public ApprovalAnswer Answer { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = ApprovalAnswer.Resume;

    /// <summary>The decisions that are acted upon. Default <c>approve</c> alone.</summary>
    public IReadOnlyList<string> Decisions { get; init => field = Words(value); } = ["approve"];

    /// <summary>The path of the POST. Default <c>/decisions</c>.</summary>
    public string Endpoint { get; init => field = EventNames.Endpoint(value, nameof(Endpoint)); } = "/decisions";

    /// <summary>The port of the event source. Default 12000.</summary>
    public int Port { get; init => field = EventNames.Port(value, nameof(Port)); } = 12000;

    /// <summary>The EventBus. Default <c>default</c>.</summary>
    public string EventBus { get; init => field = EventNames.Label(value, nameof(EventBus)); } = "default";

    /// <summary>How the sensor repeats; both answers are harmless when repeated. Null: it does not. Default 3 attempts from 5 s on.</summary>
    public SensorRetry? Retry { get; init; } = new();

    /// <summary>What to know before deploying it.</summary>
    public IReadOnlyList<EventNote> Notes => Answer switch
    {
        ApprovalAnswer.OfServer => [EventNote.BearerValue, EventNote.Bus],
        ApprovalAnswer.OfOperation { Operation: var operation } when operation == TriggerOperation.Resume => [EventNote.ResumeSetsNothing, EventNote.ResumeTooEarly, EventNote.Bus],
        _ => [EventNote.ResumeTooEarly, EventNote.Bus],
    };

    private string Account => Name + "-sensor";

    /// <summary>All documents as one text.</summary>
    /// <returns>YAML; the same bytes for the same values.</returns>
    public string ToYaml() => YamlWriter.Write(Documents());

    /// <summary>Each document as a file of its own, as Kustomize likes them.</summary>
    /// <returns>The files, in the order in which they should be applied.</returns>
    public IReadOnlyList<YamlFile> ToFiles() => [.. Documents().Select(EventManifests.File)];

    private YamlMapping[] Documents() =>
    [
        EventManifests.ServiceAccount(Account, EventsNamespace),
        EventManifests.Role(Account, WorkflowNamespace, ("workflows", ["get", "list", "watch", "update", "patch"])),
        EventManifests.RoleBinding(Account, WorkflowNamespace, Account, EventsNamespace),
        EventManifests.EventSource(Name, EventsNamespace, EventBus, Port, "webhook", EventName, BearerWebhook.Source(Port, Endpoint, Token)),
        EventManifests.Sensor(
            Name, EventsNamespace, EventBus, Account, EventName,
            [
                new EventFilter(DecisionKey, EventPattern.OneOf(Decisions)),
                new EventFilter(WorkflowKey, WorkflowPrefix.Length == 0 ? EventPattern.WorkflowName : EventPattern.WorkflowOf(WorkflowPrefix)),
            ],
            Trigger()),
    ];

    private YamlMapping Trigger()
    {
        (string kind, YamlMapping body) = Answer switch
        {
            ApprovalAnswer.OfServer server => ("http", Call(server)),
            _ => (((ApprovalAnswer.OfOperation)Answer).Operation.Trigger, Command(((ApprovalAnswer.OfOperation)Answer).Operation)),
        };
        var trigger = new YamlMapping { { "template", new YamlMapping { { "name", "answer" }, { kind, body } } } };

        // Without it every answer of the server would be a success.
        if (Answer is ApprovalAnswer.OfServer) trigger.Add("policy", new YamlMapping { { "status", new YamlMapping { { "allow", new YamlSequence { YamlScalar.Number(200) } } } } });
        trigger.AddIfAny("retryStrategy", Retry?.ToYaml());
        return trigger;
    }

    private YamlMapping Command(TriggerOperation operation)
    {
        YamlMapping workflow = EventManifests.Document(EventManifests.Argo, "Workflow", EventManifests.Replaced, WorkflowNamespace);
        YamlSequence args = EventManifests.Texts(["--node-field-selector", $"displayName={Gate}"]);
        args.Comment = "the gate alone, not every suspended node of the workflow";
        return new YamlMapping
        {
            { "operation", operation.Name },
            { "args", args },
            { "source", new YamlMapping { { "resource", workflow } } },
            { "parameters", new YamlSequence { EventManifests.FromEvent(EventName, WorkflowKey, "metadata.name") } },
        };
    }

    // The values are joined from the very places that the filters have looked at: a template would read the body in another way, and could see another value.
    private YamlMapping Call(ApprovalAnswer.OfServer server)
    {
        var http = new YamlMapping
        {
            { "url", $"{server.Server.AbsoluteUri.TrimEnd('/')}/api/v1/workflows/{WorkflowNamespace}/" },
            { "method", "PUT" },
            { "headers", new YamlMapping { { "Content-Type", "application/json" } } },
            {
                "secureHeaders",
                new YamlSequence { new YamlMapping { { "name", "Authorization" }, { "valueFrom", new YamlMapping { { "secretKeyRef", server.Token.ToYaml() } } } } }
            },
        };
        http.AddIfAny("tls", server.Certificate is { } certificate ? new YamlMapping { { "caCertSecret", certificate.ToYaml() } } : null);
        http.Add("payload", new YamlSequence
        {
            EventManifests.Constant(EventName, $"displayName={Gate}", "nodeFieldSelector"),
            EventManifests.Constant(EventName, $"{{\"{server.Output}\":\"", "outputParameters"),
            EventManifests.Constant(EventName, "Succeeded", "phase"),
        });
        var parameters = new YamlSequence
        {
            EventManifests.Appended(EventManifests.FromEvent(EventName, WorkflowKey, "url")),
            EventManifests.Appended(EventManifests.Constant(EventName, "/set", "url")),
            EventManifests.Appended(EventManifests.FromEvent(EventName, DecisionKey, "payload.1.src.value")),
            EventManifests.Appended(EventManifests.Constant(EventName, "\"}", "payload.1.src.value")),
        };
        parameters.Comment = "the name and the decision are put behind what stands in url and in the second part of the payload";
        http.Add("parameters", parameters);
        return http;
    }

    private static string[] Words(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count == 0) throw new ArgumentException("Without a decision nothing is ever decided; name at least one.", nameof(words));
        return [.. words.Select(static word => EventNames.Word(word, nameof(Decisions)))];
    }
}
