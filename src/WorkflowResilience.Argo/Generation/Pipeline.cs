namespace WorkflowResilience.Argo;

/// <summary>The DAG of a workflow: its stages, the questions to people, what stands in for a stage and what takes it back.</summary>
internal sealed class Pipeline(ArgoWorkflow workflow, IReadOnlyList<StagePlan> plans)
{
    internal const string Name = "pipeline", Failed = "failed", Outcome = "outcome", Moment = "moment";

    private readonly Dictionary<WorkflowStage, StagePlan> _plans = plans.ToDictionary(static plan => plan.Definition.Stage);

    private bool Compensates => plans.Any(static plan => plan.Definition.Compensation is not null);

    // Only the leaves of a DAG decide how it ended. Where something else hangs behind the stages, one task has to stand behind all of them: it succeeds when they did, and is left out,
    // which counts as their failure, when they did not.
    private bool NeedsOutcome => Compensates || plans.Any(static plan => plan.Definition.Intervention is not null) ||
        (plans.Any(static plan => plan.Definition.Fallback is not null) && plans.Any(static plan => plan.Definition.Approval is not null));

    internal IEnumerable<Template> Templates()
    {
        yield return new Template.OfDag(Name, [.. Tasks()]) { FailsFast = !NeedsOutcome && plans.All(static plan => plan.Definition.Fallback is null) };
        foreach (Template template in plans.SelectMany(plan => new StageTemplates(workflow, plan).All())) yield return template;
        foreach (StagePlan plan in plans)
        {
            if (plan.Definition.Approval is { } approval) yield return Question(plan.ApprovalTask, approval);
            if (plan.Definition.Intervention is { } intervention) yield return Question(plan.InterventionTask, intervention);
        }

        if (plans.Any(static plan => plan.IsUnrolled))
        {
            yield return new Template.OfSuspend(StageTemplates.Wait, "{{inputs.parameters." + StageTemplates.WaitInput + "}}") { Inputs = new Ports { Parameters = [new Parameter(StageTemplates.WaitInput)] } };
        }

        // A task that only has to be reached, without a pod.
        if (NeedsOutcome) yield return new Template.OfSuspend(Moment, "1s");
    }

    private static Template.OfSuspend Question(string name, ArgoApproval question) => new(name, question.Wait is { } wait ? $"{Manifest.Seconds(wait)}s" : null)
    {
        Inputs = new Ports { Parameters = [new Parameter(ArgoApproval.Decision) { Default = question.No, Enum = [question.Yes, question.No] }] },
        Outputs = new Ports { Parameters = [new Parameter(ArgoApproval.Decision) { IsSupplied = true, Default = question.No }] },
    };

    private static string Asked(string task, ArgoApproval question) => When.Output(task, ArgoApproval.Decision).Is(question.Yes).ToExpression();

    private static TaskWhen All(IEnumerable<TaskWhen> conditions) => conditions.Aggregate(static (left, right) => left & right);

    private static TaskWhen Any(IEnumerable<TaskWhen> conditions) => conditions.Aggregate(static (left, right) => left | right);

    private IEnumerable<Call> Tasks()
    {
        foreach (StagePlan plan in plans)
        {
            foreach (Call task in TasksOf(plan)) yield return task;
        }

        foreach (Call task in Undoing()) yield return task;
        if (NeedsOutcome) yield return new Call(Outcome, Moment) { Depends = All([.. plans.Select(Passed), .. Unneeded()]).ToExpression() };
    }

    private IEnumerable<Call> TasksOf(StagePlan plan)
    {
        ArgoStage stage = plan.Definition;
        string? after = stage.After.Count == 0 ? null : All(stage.After.Select(before => _plans[before].IsDone)).ToExpression();
        if (stage.Approval is not null) yield return new Call(plan.ApprovalTask, plan.ApprovalTask) { Depends = after };
        Ports arguments = new StageTemplates(workflow, plan).Arguments(_plans);
        yield return new Call(plan.Name, plan.Name)
        {
            Depends = stage.Approval is null ? after : TaskEnds.Of(plan.ApprovalTask).Succeeded.ToExpression(),
            When = stage.Approval is { } approval ? Asked(plan.ApprovalTask, approval) : null,
            Arguments = arguments,
            Hooks = EndTemplates.HooksOf(workflow, plan, plan.Name),
        };
        string failed = TaskEnds.Of(plan.Name).FailedOrErrored.ToExpression();
        if (stage.Fallback is not null) yield return new Call(plan.Fallback, plan.Fallback) { Depends = failed, Arguments = arguments };
        if (stage.Intervention is not { } intervention) yield break;
        yield return new Call(plan.InterventionTask, plan.InterventionTask) { Depends = failed };
        yield return new Call(plan.Again, plan.Name)
        {
            Depends = TaskEnds.Of(plan.InterventionTask).Succeeded.ToExpression(),
            When = Asked(plan.InterventionTask, intervention),
            Arguments = arguments,
            Hooks = EndTemplates.HooksOf(workflow, plan, plan.Again),
        };
    }

    // A stage that nobody approved, and all behind it, are left out without a failure.
    private TaskWhen Passed(StagePlan plan) => IsGuarded(plan, [])
        ? plan.IsDone | TaskEnds.Of(plan.Name).Skipped | TaskEnds.Of(plan.Name).Omitted
        : plan.IsDone;

    private bool IsGuarded(StagePlan plan, HashSet<StagePlan> seen) =>
        plan.Definition.Approval is not null || plan.Definition.After.Any(before => seen.Add(_plans[before]) && IsGuarded(_plans[before], seen));

    private IEnumerable<TaskWhen> Failures()
    {
        foreach (StagePlan plan in plans)
        {
            if (plan.Definition.Approval is not null) yield return TaskEnds.Of(plan.ApprovalTask).FailedOrErrored;
            if (plan.Definition.Intervention is not null)
            {
                yield return TaskEnds.Of(plan.InterventionTask).FailedOrErrored;
                yield return TaskEnds.Of(plan.Again).FailedOrErrored | (TaskEnds.Of(plan.Name).FailedOrErrored & TaskEnds.Of(plan.Again).Skipped);
            }
            else
            {
                yield return TaskEnds.Of(plan.Substitute ?? plan.Name).FailedOrErrored;
            }
        }
    }

    private IEnumerable<Call> Undoing()
    {
        if (!Compensates) yield break;
        yield return new Call(Failed, Moment) { Depends = Any(Failures()).ToExpression() };
        string? before = null;
        foreach (StagePlan plan in Compensated())
        {
            TaskWhen when = TaskEnds.Of(Failed).Succeeded & OwnSuccess(plan);

            // One that cannot be taken back does not keep the others from it.
            if (before is not null && TaskEnds.Of(before) is var other) when &= other.Succeeded | other.FailedOrErrored | other.Omitted;
            yield return new Call(plan.Undo, plan.Undo) { Depends = when.ToExpression(), Arguments = new StageTemplates(workflow, plan).Arguments(_plans) };
            before = plan.Undo;
        }
    }

    // What was left out inherits the failure in front of it, which may have been made good. So these may not be leaves.
    private IEnumerable<TaskWhen> Unneeded() => Compensated().LastOrDefault() is { } last ? [TaskEnds.Of(Failed).Omitted, TaskEnds.Of(last.Undo).Omitted] : [];

    private static TaskWhen OwnSuccess(StagePlan plan) =>
        plan.Definition.Intervention is null ? TaskEnds.Of(plan.Name).Succeeded : TaskEnds.Of(plan.Name).Succeeded | TaskEnds.Of(plan.Again).Succeeded;

    private IEnumerable<StagePlan> Compensated() => Order().Where(static plan => plan.Definition.Compensation is not null).Reverse();

    private IEnumerable<StagePlan> Order() =>
        WorkflowDefinition.Create("workflow", [.. plans.Select(static plan => new StageDefinition(plan.Definition.Stage) { After = plan.Definition.After })]).Order.Select(stage => _plans[stage]);
}
