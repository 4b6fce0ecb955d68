namespace WorkflowResilience.Argo;

/// <summary>The ways in which a task of a DAG can end, as conditions on it.</summary>
/// <remarks>Immutable. Failed and errored differ: a program that fails, and one that never came to run. Mostly both are meant: <see cref="FailedOrErrored"/>.</remarks>
public sealed class TaskEnds
{
    private readonly string _task;

    private TaskEnds(string task) => _task = task;

    /// <summary>It succeeded.</summary>
    public TaskWhen Succeeded => new(_task, nameof(Succeeded));

    /// <summary>Its program ended with an exit code other than 0, or its pod was ended.</summary>
    public TaskWhen Failed => new(_task, nameof(Failed));

    /// <summary>It never came to an end of its own: image pull, artifacts, the controller.</summary>
    public TaskWhen Errored => new(_task, nameof(Errored));

    /// <summary>It ended badly, in either way.</summary>
    public TaskWhen FailedOrErrored => Failed | Errored;

    /// <summary>Its <c>when</c> did not hold.</summary>
    public TaskWhen Skipped => new(_task, nameof(Skipped));

    /// <summary>What it depends on did not hold.</summary>
    public TaskWhen Omitted => new(_task, nameof(Omitted));

    /// <summary>It runs as a daemon and is ready.</summary>
    public TaskWhen Daemoned => new(_task, nameof(Daemoned));

    /// <summary>It is a loop, and one of its runs succeeded.</summary>
    public TaskWhen AnySucceeded => new(_task, nameof(AnySucceeded));

    /// <summary>It is a loop, and all of its runs failed.</summary>
    public TaskWhen AllFailed => new(_task, nameof(AllFailed));

    /// <summary>The ends of a task.</summary>
    /// <param name="task">Its name.</param>
    /// <exception cref="ArgumentException">No name that can stand in <c>depends</c>: other characters than letters, digits and hyphens, a digit first, or a word of the language.</exception>
    public static TaskEnds Of(string task)
    {
        ArgoNames.RequireTask(task, nameof(task));
        return new TaskEnds(task);
    }
}
