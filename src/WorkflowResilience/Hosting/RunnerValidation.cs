using Microsoft.Extensions.Options;

namespace WorkflowResilience.Hosting;

/// <summary>Tells all problems of the options, those of reading them included.</summary>
internal sealed class RunnerValidation : IValidateOptions<WorkflowRunnerOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkflowRunnerOptions options)
    {
        IReadOnlyList<string> problems = options.Validate();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
