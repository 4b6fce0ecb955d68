namespace WorkflowResilience.Tests.Stages.Rules;

/// <summary>The kinds of delegate that an executor takes.</summary>
public enum Form
{
    ValueTask,
    ValueTaskOfT,
    Task,
    TaskOfT,
    Context,
}

/// <summary>An outcome, whichever kind of delegate it came from.</summary>
internal sealed record Seen(StageOutcomeKind Kind, StageReason Reason, int Attempts, AttemptHistory History, StageFailure? Failure)
{
    private Seen(StageOutcome outcome)
        : this(outcome.Kind, outcome.Reason, outcome.Attempts, outcome.History, outcome.Failure)
    {
    }

    private Seen(StageOutcome<int> outcome)
        : this(outcome.Kind, outcome.Reason, outcome.Attempts, outcome.History, outcome.Failure)
    {
    }

    internal static async ValueTask<Seen> TryAsync(StageExecutor stage, Form form, Func<CancellationToken, ValueTask<int>> body, CancellationToken caller) => form switch
    {
        Form.ValueTask => new Seen(await stage.TryRunAsync(ct => Drop(body(ct)), caller)),
        Form.ValueTaskOfT => new Seen(await stage.TryRunAsync(body, caller)),
        Form.Task => new Seen(await stage.TryRunAsync((Func<CancellationToken, Task>)(ct => body(ct).AsTask()), caller)),
        Form.TaskOfT => new Seen(await stage.TryRunAsync(ct => body(ct).AsTask(), caller)),
        _ => new Seen(await stage.TryRunAsync(body, static (work, context) => work(context.CancellationToken), caller)),
    };

    internal static async ValueTask<Exception?> RunAsync(StageExecutor stage, Form form, Func<CancellationToken, ValueTask<int>> body, CancellationToken caller)
    {
        try
        {
            switch (form)
            {
                case Form.ValueTask:
                    await stage.RunAsync(ct => Drop(body(ct)), caller);
                    break;
                case Form.ValueTaskOfT:
                    await stage.RunAsync(body, caller);
                    break;
                case Form.Task:
                    await stage.RunAsync((Func<CancellationToken, Task>)(ct => body(ct).AsTask()), caller);
                    break;
                case Form.TaskOfT:
                    await stage.RunAsync(ct => body(ct).AsTask(), caller);
                    break;
                default:
                    await stage.RunAsync(body, static (work, context) => work(context.CancellationToken), caller);
                    break;
            }

            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static ValueTask Drop(ValueTask<int> pending) => pending.IsCompletedSuccessfully ? default : new ValueTask(pending.AsTask());
}
