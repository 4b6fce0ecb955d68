using System.Globalization;

namespace WorkflowResilience;

public sealed partial class WorkflowRunner
{
    /// <summary>Runs a workflow: the body calls the stages.</summary>
    /// <param name="runId">The host's id of the run: 1 to 200 characters, none of them a control character. The same id under the same seed makes the same draws.</param>
    /// <param name="body">The work.</param>
    /// <param name="options">Workflow, parameters and limits; null: none.</param>
    /// <param name="cancellationToken">Cancels the stages of the run.</param>
    /// <returns>What happened.</returns>
    /// <exception cref="StageFailedException">A stage failed and the body let it through. Any other exception of the body comes through unchanged too.</exception>
    public async Task<RunSummary> RunAsync(string runId, Func<WorkflowRun, Task> body, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        WorkflowRun run = NewRun(runId, body, options, cancellationToken);
        try
        {
            await run.EnterAsync(body).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            run.End(e);
            throw;
        }

        return run.End(null);
    }

    /// <inheritdoc cref="RunAsync(string, Func{WorkflowRun, Task}, RunOptions?, CancellationToken)"/>
    /// <typeparam name="T">The body's result.</typeparam>
    /// <returns>The body's result.</returns>
    public async Task<T> RunAsync<T>(string runId, Func<WorkflowRun, Task<T>> body, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        T result = default!;
        await RunAsync(runId, async run => { result = await body(run).ConfigureAwait(false); }, options, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>Runs a workflow and tells how it ended; what the body throws is in the summary and not thrown.</summary>
    /// <param name="runId">The host's id of the run.</param>
    /// <param name="body">The work.</param>
    /// <param name="options">Workflow, parameters and limits; null: none.</param>
    /// <param name="cancellationToken">Cancels the stages of the run.</param>
    /// <returns>What happened.</returns>
    public async Task<RunSummary> TryRunAsync(string runId, Func<WorkflowRun, Task> body, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        WorkflowRun run = NewRun(runId, body, options, cancellationToken);
        try
        {
            await run.EnterAsync(body).ConfigureAwait(false);
            return run.End(null);
        }
        catch (Exception e)
        {
            return run.End(e);
        }
    }

    private WorkflowRun NewRun(string runId, Func<WorkflowRun, Task> body, RunOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        ThrowIfDisposed();
        if (string.IsNullOrWhiteSpace(runId)) throw new ArgumentException("A run needs an id: 1 to 200 characters that the host chooses.", nameof(runId));
        if (runId.Length > 200) throw new ArgumentException($"The run id '{runId[..20]}…' has {runId.Length} characters; 200 is the limit.", nameof(runId));
        if (Unprintable("The run id", runId) is { } problem) throw new ArgumentException(problem, nameof(runId));
        options ??= new RunOptions();
        RunnerSettings settings = Settings;
        RunLimits limits = options.Limits ?? settings.RunLimits;
        List<string> problems = [.. limits.Problems("Limits")];
        if (options.Parameters is null) problems.Add("Parameters is null.");
        if (options.WorkflowName is { } given && Unprintable("WorkflowName", given) is { } bad) problems.Add(bad);
        if (options.WorkflowName is { } name && options.Workflow is { } workflow && !string.Equals(name, workflow.Name, StringComparison.Ordinal))
            problems.Add($"WorkflowName is '{name}' but Workflow is '{workflow.Name}'; leave WorkflowName out.");
        if (options.Workflow is not null && settings.DefaultPolicy is null)
        {
            foreach (StageDefinition stage in options.Workflow.Stages)
            {
                if (!_executors.ContainsKey(stage.Stage)) problems.Add($"The workflow's stage '{stage.Stage}' has no policy{NearestName.Hint(stage.Stage.Name, Stages.Select(s => s.Name))}.");
            }
        }

        return problems.Count == 0
            ? new WorkflowRun(this, runId, options, limits, new RunLog(Clock.Provider, settings.LogCapacity), cancellationToken)
            : throw new ResilienceConfigurationException($"The run '{runId}'", problems);
    }

    // Names are printed as they are: none may write a line of its own into a log or turn the reading direction.
    private static string? Unprintable(string what, string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            UnicodeCategory category = char.GetUnicodeCategory(name[i]);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return string.Create(CultureInfo.InvariantCulture, $"{what} has a control character (U+{(int)name[i]:X4}) at position {i + 1}; use printable ones.");
        }

        return null;
    }
}
