namespace WorkflowResilience.Argo;

/// <summary>What a trigger of a Sensor does: every operation that Argo Events 1.9 knows, and no other.</summary>
/// <remarks>
/// A closed set. An <c>argoWorkflow</c> trigger runs the command line of Argo in the Sensor's pod; one without an operation is documented as a submit and refused by the Sensor's validation, so
/// it is always written. A <c>k8s</c> trigger calls the API server: <c>update</c> and <c>patch</c> create what does not exist. Source: <c>sensor_types.go</c> and <c>validate.go</c> of Argo Events 1.9.11.
/// </remarks>
public sealed class TriggerOperation
{
    private const string Workflow = "argoWorkflow";
    private const string Object = "k8s";

    private TriggerOperation(string trigger, string name)
    {
        Trigger = trigger;
        Name = name;
    }

    /// <summary>Submits the Workflow that the trigger holds.</summary>
    public static TriggerOperation Submit { get; } = new(Workflow, "submit");

    /// <summary>Submits from a template or a CronWorkflow by name. Reports an error after it has submitted: <see cref="Submit"/> with a <c>workflowTemplateRef</c> does not.</summary>
    public static TriggerOperation SubmitFrom { get; } = new(Workflow, "submit-from");

    /// <summary>Submits a workflow that ended once more, as a new one.</summary>
    public static TriggerOperation Resubmit { get; } = new(Workflow, "resubmit");

    /// <summary>Lets a suspended workflow, or one suspended node of it, go on.</summary>
    public static TriggerOperation Resume { get; } = new(Workflow, "resume");

    /// <summary>Repeats what failed in a workflow that ended.</summary>
    public static TriggerOperation Retry { get; } = new(Workflow, "retry");

    /// <summary>Holds a running workflow.</summary>
    public static TriggerOperation Suspend { get; } = new(Workflow, "suspend");

    /// <summary>Ends a workflow at once, without its exit handler.</summary>
    public static TriggerOperation Terminate { get; } = new(Workflow, "terminate");

    /// <summary>Ends a workflow, or fails one suspended node of it; exit handlers run.</summary>
    public static TriggerOperation Stop { get; } = new(Workflow, "stop");

    /// <summary>Creates an object.</summary>
    public static TriggerOperation Create { get; } = new(Object, "create");

    /// <summary>Changes an object by a merge patch, unless another strategy is named.</summary>
    public static TriggerOperation Patch { get; } = new(Object, "patch");

    /// <summary>Replaces an object.</summary>
    public static TriggerOperation Update { get; } = new(Object, "update");

    /// <summary>Deletes an object.</summary>
    public static TriggerOperation Delete { get; } = new(Object, "delete");

    /// <summary>All of them, those of workflows first.</summary>
    public static IReadOnlyList<TriggerOperation> All { get; } = [Submit, SubmitFrom, Resubmit, Resume, Retry, Suspend, Terminate, Stop, Create, Patch, Update, Delete];

    /// <summary>The sort of trigger it belongs to: <c>argoWorkflow</c> or <c>k8s</c>.</summary>
    public string Trigger { get; }

    /// <summary>As it is written in YAML.</summary>
    public string Name { get; }

    /// <summary>As it is written in YAML.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
