using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace WorkflowResilience.Configuration;

/// <summary>Reads a section into the runner's options, on top of what they hold. Problems go into the options, so that all are told together.</summary>
/// <param name="configuration">The section.</param>
/// <param name="conditions">Conditions that it may name; of two with one name the later counts.</param>
/// <param name="schedules">Schedules that it may name.</param>
internal sealed class ConfigurationBinding(IConfiguration configuration, IEnumerable<NamedCondition> conditions, IEnumerable<NamedBackoff> schedules)
    : IConfigureOptions<WorkflowRunnerOptions>
{
    private const string UsualSection = "WorkflowResilience";

    private readonly Dictionary<string, RetryCondition> _conditions =
        conditions.GroupBy(c => c.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Condition, StringComparer.Ordinal);
    private readonly Dictionary<string, BackoffSchedule> _schedules =
        schedules.GroupBy(s => s.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Schedule, StringComparer.Ordinal);

    public void Configure(WorkflowRunnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Reading reading = new(options.Problems, _conditions, _schedules);
        if (configuration is not IConfigurationSection && configuration.GetSection(UsualSection) is var own && own.GetChildren().Any())
        {
            reading.Refuse($"The whole configuration was given instead of its section '{UsualSection}'; write AddWorkflowResilience(configuration.GetSection(\"{UsualSection}\")).");
            return;
        }

        Node root = Node.Of(configuration, reading);
        if (!string.IsNullOrEmpty(root.Text)) root.RefuseValue("the runner's keys, such as { \"MaxConcurrentRetries\": 5 }");
        if (configuration is not IConfigurationSection && IsForeign(root))
        {
            reading.Refuse($"The whole configuration was given, and it has no section '{UsualSection}'; write AddWorkflowResilience(configuration.GetSection(\"{UsualSection}\")).");
            return;
        }

        RunnerKeys.Table.Bind(options, root);
    }

    // More keys than a runner has, and none that is one: those of a host, its environment variables among them.
    private static bool IsForeign(Node root) =>
        root.Children.Count > RunnerKeys.Table.Rows.Count && !RunnerKeys.Table.Rows.Any(r => root.Child(r.Name) is not null);
}
