using WorkflowResilience.Tests.Redaction;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Runs;

[TestFixture]
public sealed class ServiceStatusesTests
{
    [Test]
    public void The_last_report_of_each_service_is_held_with_its_age()
    {
        using var w = new Workbench();
        ServiceStatuses statuses = w.Runner.ServiceStatuses;
        statuses.Report("registry", ServiceHealth.Healthy);
        w.Time.Advance(S(5));
        statuses.Report("network", ServiceHealth.Unhealthy, "no route");
        statuses.Report("registry", ServiceHealth.Degraded, "slow");
        w.Time.Advance(S(1));
        statuses.Snapshot().Should().Equal(new ServiceStatus("network", ServiceHealth.Unhealthy, "no route", S(1)), new ServiceStatus("registry", ServiceHealth.Degraded, "slow", S(1)));
        statuses.Remove("registry").Should().BeTrue();
        statuses.Remove("registry").Should().BeFalse();
        statuses.Snapshot().Should().HaveCount(1);
    }

    [Test]
    public void For_one_name_too_many_that_goes_whose_report_is_the_oldest()
    {
        using var w = new Workbench();
        for (int i = 0; i <= ServiceStatuses.MaxNames; i++)
        {
            w.Runner.ServiceStatuses.Report($"s{i:000}", ServiceHealth.Healthy);
            w.Time.Advance(S(1));
            w.Runner.ServiceStatuses.Report("s000", ServiceHealth.Healthy);
        }

        w.Runner.ServiceStatuses.Snapshot().Select(s => s.Name).Should().HaveCount(ServiceStatuses.MaxNames).And.Contain("s000").And.NotContain("s001");
    }

    [Test]
    public void Details_are_redacted_before_they_are_held()
    {
        using var w = new Workbench();
        string secret = Secret.Make(new Random(3), 30);
        w.Runner.ServiceStatuses.Report("api", ServiceHealth.Unhealthy, new string('x', 480) + $" https://u:{secret}@host/");
        string detail = w.Runner.ServiceStatuses.Snapshot()[0].Detail!;
        detail.Length.Should().BeLessThanOrEqualTo(500);
        Secret.LeaksFrom(secret, detail).Should().BeFalse();
    }

    [Test]
    public void What_is_wrong_is_refused_and_a_pass_through_runner_keeps_nothing()
    {
        using var w = new Workbench();
        w.Runner.ServiceStatuses.Invoking(s => s.Report(" ", ServiceHealth.Healthy)).Should().Throw<ArgumentException>().WithParameterName("name");
        w.Runner.ServiceStatuses.Invoking(s => s.Report("api", (ServiceHealth)9)).Should().Throw<ArgumentException>().WithMessage("The health 9 of 'api' is none of: Unknown, Healthy, Degraded, Unhealthy.*");
        WorkflowRunner.PassThrough.ServiceStatuses.Report("api", ServiceHealth.Healthy);
        WorkflowRunner.PassThrough.ServiceStatuses.Snapshot().Should().BeEmpty();
    }
}
