using Microsoft.Extensions.Options;

namespace WorkflowResilience.Notifications;

/// <summary>Tells all problems of the options at once.</summary>
internal sealed class NotificationValidation : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        IReadOnlyList<string> problems = options.Validate();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
