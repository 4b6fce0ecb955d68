namespace WorkflowResilience.Argo;

/// <summary>What Argo itself refuses: the rules of <c>argo lint</c>.</summary>
/// <remarks>Source: the validation of Argo Workflows 4.1. The code is 200 and the number of the rule.</remarks>
internal static class ArgoRules
{
    internal static readonly LintRule NameLength = Error(1, "a name is longer than Kubernetes and Argo allow");
    internal static readonly LintRule Entrypoint = Error(2, "there is no entrypoint, or it names no template");
    internal static readonly LintRule OnExit = Error(3, "an exit handler or hook names no template");
    internal static readonly LintRule TemplateName = Error(4, "a template has no name of its own, or one that is not allowed");
    internal static readonly LintRule TemplateType = Error(5, "a template has no type, or several");
    internal static readonly LintRule ParameterName = Error(6, "a parameter or artifact has no name of its own, or one that is not allowed");
    internal static readonly LintRule Tag = Error(7, "a {{tag}} stands for nothing where it is used");
    internal static readonly LintRule WorkflowParameter = Error(8, "a {{workflow.parameters.…}} names no argument of the workflow");
    internal static readonly LintRule MissingInput = Error(9, "an input is not supplied by the caller and has no default");
    internal static readonly LintRule ArgumentValue = Error(10, "an argument has no value, or takes it from where it cannot");
    internal static readonly LintRule Enumeration = Error(11, "an enum is empty, or lacks the value");
    internal static readonly LintRule InputArtifact = Error(12, "an input artifact has no path, or one that is not allowed");
    internal static readonly LintRule RetryPolicy = Error(13, "retryPolicy is none that Argo knows");
    internal static readonly LintRule Timeout = Error(14, "timeout stands where it is not allowed, or has no unit");
    internal static readonly LintRule PendingTimeout = Error(15, "pendingTimeout stands where it is not allowed");
    internal static readonly LintRule ActiveDeadline = Error(16, "activeDeadlineSeconds stands where it is not allowed, or is no whole number");
    internal static readonly LintRule Parallelism = Error(17, "parallelism stands on a template without steps or tasks");
    internal static readonly LintRule Image = Error(18, "a container or script has no image");
    internal static readonly LintRule MountPath = Error(19, "two mounts or artifacts have the same path");
    internal static readonly LintRule ContainerSet = Error(20, "the containers of a set do not fit together");
    internal static readonly LintRule ReservedName = Error(21, "a container has a name that Argo keeps for itself");
    internal static readonly LintRule InitContainerName = Error(22, "an init container has no name");
    internal static readonly LintRule Resource = Error(23, "the action or manifest of a resource template is wrong");
    internal static readonly LintRule CallName = Error(24, "a step or task has no name of its own, or one that is not allowed");
    internal static readonly LintRule Callee = Error(25, "a step or task does not say which template it runs, or there is none of that name");
    internal static readonly LintRule Loop = Error(26, "a step or task loops in several ways at once");
    internal static readonly LintRule HookExpression = Error(27, "a hook other than exit has no expression");
    internal static readonly LintRule Dag = Error(28, "a DAG is empty, or mixes what does not go together");
    internal static readonly LintRule Depends = Error(29, "a dependency names no task, or no result that Argo knows");
    internal static readonly LintRule Cycle = Error(30, "tasks wait for each other");
    internal static readonly LintRule MissingDependency = Error(31, "an argument comes from a task that is not waited for");
    internal static readonly LintRule Target = Error(32, "a target of the DAG names no task");
    internal static readonly LintRule OutputValue = Error(33, "an output parameter has no source, several, or one that its template cannot have");
    internal static readonly LintRule OutputArtifact = Error(34, "an output artifact has no path, one that is not allowed, or a global name that is not");
    internal static readonly LintRule Metric = Error(35, "a metric lacks what it needs, or has a name that is not allowed");
    internal static readonly LintRule PodGc = Error(36, "podGC has a strategy or selector that Argo does not know");
    internal static readonly LintRule PodResources = Error(37, "podResources holds what it cannot, or stands where it is not allowed");
    internal static readonly LintRule ResourceClaims = Error(38, "resourceClaims stands on a template without a pod");
    internal static readonly LintRule TemplateReference = Error(39, "templates and workflowTemplateRef exclude each other");
    internal static readonly LintRule Cron = Error(40, "the schedule or a setting of a CronWorkflow is wrong");

    /// <summary>In the order of their codes.</summary>
    internal static IReadOnlyList<LintRule> All { get; } =
    [
        NameLength, Entrypoint, OnExit, TemplateName, TemplateType, ParameterName, Tag, WorkflowParameter, MissingInput, ArgumentValue,
        Enumeration, InputArtifact, RetryPolicy, Timeout, PendingTimeout, ActiveDeadline, Parallelism, Image, MountPath, ContainerSet,
        ReservedName, InitContainerName, Resource, CallName, Callee, Loop, HookExpression, Dag, Depends, Cycle,
        MissingDependency, Target, OutputValue, OutputArtifact, Metric, PodGc, PodResources, ResourceClaims, TemplateReference, Cron,
    ];

    private static LintRule Error(int number, string title) => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ARGO{200 + number}"), LintSeverity.Error, title);
}
