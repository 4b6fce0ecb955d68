using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class ArgoTimelineTests
{
    private static readonly StagePolicy s_policy = new()
    {
        MaxAttempts = 4,
        AttemptTimeout = TimeSpan.FromMinutes(10),
        Conditions = [RetryCondition.Transient],
        Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(30), 2, TimeSpan.FromSeconds(300), Jitter.Proportional(0.1)),
    };

    [Test]
    public void Both_schedules_stand_side_by_side()
    {
        ArgoTimeline.Of("Build", s_policy, Policies.OfArgo, TimeSpan.FromMinutes(2)).ToText().Should().Be(
            """
            Build: Argo repeats; each attempt takes 2m and fails.
              attempt   Argo waits   Argo starts    process waits   process starts
                    1            -            0s                -               0s
                    2          30s         2m30s       27s to 33s   2m27s to 2m33s
                    3           1m         5m30s      54s to 1m6s   5m21s to 5m39s
                    4           2m         9m30s   1m48s to 2m12s    9m9s to 9m51s
            - Argo: a failure that must not be repeated still waits 30s before the stage fails.
            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public void A_budget_that_is_over_is_told()
    {
        ArgoTimeline timeline = ArgoTimeline.Of("Build", s_policy with { TotalTimeout = TimeSpan.FromMinutes(12) }, Policies.OfArgo, TimeSpan.FromMinutes(5));

        timeline.Notes.Should().Contain("Argo: budget exhausted before attempt 4 (maxDuration 12m).").And.Contain("Argo: maxDuration ends attempt 3 after 30s.");
    }

    [Test]
    public void A_deadline_that_ends_an_attempt_is_told()
    {
        ArgoTimeline.Of("Build", s_policy with { Effect = StageEffect.NotIdempotent }, Policies.OfArgo, TimeSpan.FromMinutes(20)).Notes
            .Should().Contain("Argo: the pod's deadline of 10m ends attempts of 20m, and the policy does not repeat that.");
    }

    [Test]
    public void Unrolled_attempts_and_attempts_of_the_process_have_timelines_too()
    {
        ArgoTimeline.Of("Build", s_policy, new MappingOptions { Owner = RetryOwner.Argo, Schedule = RetrySchedule.Unrolled }).Rows
            .Should().HaveCount(4).And.OnlyContain(static row => row.ArgoWait == null || (row.ArgoWait >= row.EarliestWait && row.ArgoWait <= row.LatestWait));
        ArgoTimeline.Of("Build", s_policy).ToText().Should().Contain("Argo only what ended in Error");
    }
}
