using System.Reflection;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class MappingRowTests
{
    [Test]
    public void Every_member_of_a_policy_and_of_what_it_holds_has_a_row([ValueSource(typeof(Policies), nameof(Policies.AllOptions))] MappingOptions options)
    {
        string[] rows = [.. PolicyMapping.Of("Build", Policies.Full, options).Rows.Select(static row => row.Member)];

        foreach (PropertyInfo member in Members(typeof(StagePolicy)))
        {
            rows.Should().Contain(member.Name);
            if (member.GetValue(Policies.Full) is { } part && part.GetType().Namespace == nameof(WorkflowResilience) && !part.GetType().IsEnum)
                foreach (PropertyInfo nested in Members(part.GetType())) rows.Should().Contain($"{member.Name}.{nested.Name}");
        }

        for (int i = 0; i < Policies.Full.Conditions.Count; i++)
        {
            rows.Should().Contain($"Conditions[{i}]");
            foreach (PropertyInfo nested in Members(Policies.Full.Conditions[i].GetType()).Where(static p => p.Name is not "Predicate")) rows.Should().Contain($"Conditions[{i}].{nested.Name}");
        }
    }

    [Test]
    public void Every_kind_of_schedule_has_rows_for_its_members()
    {
        foreach (BackoffSchedule schedule in Policies.Schedules)
        {
            string[] rows = [.. PolicyMapping.Of("Build", new StagePolicy { Backoff = schedule }, Policies.OfArgo).Rows.Select(static row => row.Member)];
            foreach (PropertyInfo member in Members(schedule.GetType()).Where(static p => p.Name is not "Compute")) rows.Should().Contain($"Backoff.{member.Name}");
        }
    }

    [Test]
    public void Every_code_of_the_catalogue_is_used_and_every_used_code_is_in_it()
    {
        MappingRow[] rows = [.. Policies.AllOptions.SelectMany(static options => Policies.All.Select(policy => PolicyMapping.Of("Build", policy, options))).SelectMany(static mapping => mapping.Rows)];

        rows.Select(static row => row.Code).Distinct().Should().BeEquivalentTo(MappingCodes.All.Select(static code => code.Code));
        MappingCodes.All.Select(static code => code.Code).Should().Equal(Enumerable.Range(101, MappingCodes.All.Count).Select(static n => $"ARGO{n}"));
        rows.Where(static row => row.Fit != MappingFit.Exact).Should().OnlyContain(static row => row.Explanation.Length > 0);
    }

    [Test]
    public void All_known_kinds_of_failure_are_asked_for_their_exit_code() =>
        RepeatedEnds.Kinds.Should().BeEquivalentTo(typeof(FailureKind).GetProperties(BindingFlags.Static | BindingFlags.Public).Select(static p => p.GetValue(null)).OfType<FailureKind>());

    [Test]
    public void What_the_process_keeps_is_exact_and_the_pod_ends_after_it()
    {
        StageMapping mapping = PolicyMapping.Of(WorkflowStage.RepositoryClone, DefaultPolicies.RepositoryClone);

        mapping.Rows.Should().OnlyContain(static row => row.Fit == MappingFit.Exact);
        mapping.Retry!.Policy.Should().Be(ArgoRetryPolicy.OnError);
        mapping.Retry.Limit.Should().Be(1);
        mapping.AttemptDeadline.Should().BeGreaterThan(DefaultPolicies.RepositoryClone.TotalTimeout!.Value + DefaultPolicies.RepositoryClone.AbandonGrace);
        PolicyMapping.Of(WorkflowStage.Notification, DefaultPolicies.Notification).Retry.Should().BeNull("a pod can end in Error after it had its effect");
        PolicyMapping.Of("Build", new StagePolicy { AttemptTimeout = null }).AttemptDeadline.Should().BeNull();
    }

    [Test]
    public void Strict_mapping_names_all_that_is_lost()
    {
        Action act = () => PolicyMapping.Report(DefaultPolicies.All, Policies.OfArgo with { Strict = true });

        ArgoMappingException thrown = act.Should().Throw<ArgoMappingException>().Which;
        thrown.Rows.Should().Contain(static row => row.Stage == WorkflowStage.Notification).And.Contain(static row => row.Member == "CircuitBreaker").And.OnlyContain(static row => row.Fit == MappingFit.NotMapped);
        FluentActions.Invoking(static () => PolicyMapping.Report(DefaultPolicies.All, new MappingOptions { Strict = true })).Should().NotThrow();
    }

    [Test]
    public void Invalid_policies_and_options_are_refused_with_all_problems()
    {
        FluentActions.Invoking(static () => PolicyMapping.Of("Build", new StagePolicy { MaxAttempts = 0 })).Should().Throw<ArgumentException>().WithMessage("*MaxAttempts is 0*");
        FluentActions.Invoking(static () => PolicyMapping.Of("Build", new StagePolicy(), new MappingOptions { InfrastructureRetries = 11, StartupSlack = TimeSpan.FromSeconds(-1) }))
            .Should().Throw<ArgumentException>().WithMessage("*StartupSlack*InfrastructureRetries is 11*");
    }

    [Test]
    public void The_report_is_a_table_of_what_differs()
    {
        string text = PolicyMapping.Report(new Dictionary<WorkflowStage, StagePolicy> { ["Build"] = new() { MaxAttempts = 3, Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(30)) } }, Policies.OfArgo).ToText();

        text.Should().StartWith("Build: ").And.Contain("limit: \"2\"").And.Contain("ARGO104  NotMapped    Backoff.Jitter");
    }

    private static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
}
