using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>CronWorkflows: schedules, time zone and settings (40).</summary>
internal static class CronRules
{
    private static readonly string[] s_policies = ["", "Allow", "Forbid", "Replace"];

    internal static void Check(RuleInput input)
    {
        LintPath path = LintPath.Root["spec"];
        if (input.Document.Kind is not "CronWorkflow" || input.Document.Root.MappingAt("spec") is not { } spec) return;
        CheckSchedules(input, spec, path);
        if (spec.FilledAt("timezone") is { } zone && !zone.IsOpen() && !TimeZoneNames.IsPlausible(zone))
        {
            input.AddAt(ArgoRules.Cron, spec, path, "timezone", $"{zone.Shown()} is no time zone.", "Use a name of the IANA list, as in Europe/Berlin or UTC.");
        }

        if (spec.TextAt("concurrencyPolicy") is { } policy && !policy.IsOpen() && !s_policies.Contains(policy, StringComparer.Ordinal))
        {
            input.AddAt(ArgoRules.Cron, spec, path, "concurrencyPolicy", $"There is no concurrencyPolicy {policy.Shown()}.", "Use Allow, Forbid or Replace.");
        }

        if (spec.ScalarAt("startingDeadlineSeconds") is { Type: YamlType.Integer } deadline && long.TryParse(deadline.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds) && seconds < 0)
        {
            input.AddAt(ArgoRules.Cron, spec, path, "startingDeadlineSeconds", $"startingDeadlineSeconds is {seconds.ToString(CultureInfo.InvariantCulture)}; it cannot be negative.", "Write 0 or more seconds.");
        }
    }

    private static void CheckSchedules(RuleInput input, YamlMapping spec, LintPath path)
    {
        if (spec["schedules"] is YamlScalar { IsNull: false } or YamlMapping || spec["schedule"] is YamlMapping or YamlSequence) return;
        if (spec.SequenceAt("schedules") is { Count: > 0 } schedules)
        {
            for (int i = 0; i < schedules.Count; i++)
            {
                if (schedules[i] is YamlScalar scalar) CheckSchedule(input, scalar, path["schedules"][i]);
            }
        }
        else if (spec.FilledAt("schedule") is not null)
        {
            CheckSchedule(input, spec.ScalarAt("schedule")!, path["schedule"]);
        }
        else
        {
            input.AddAt(ArgoRules.Cron, spec, path, "schedules", "The CronWorkflow has no schedule.", "Say when it runs, as in schedules: [\"0 3 * * *\"].");
        }
    }

    private static void CheckSchedule(RuleInput input, YamlScalar schedule, LintPath path)
    {
        if (schedule.Value.IsOpen() || CronSchedule.ComplaintOf(schedule.Value) is not { } complaint) return;
        input.Add(ArgoRules.Cron, path, schedule.Mark, $"The schedule {schedule.Value.Shown()} cannot be read: {complaint}.", "Write five fields: minute, hour, day of the month, month, day of the week; or @hourly, @daily, @weekly, @monthly, @yearly, @every 90m.");
    }
}
