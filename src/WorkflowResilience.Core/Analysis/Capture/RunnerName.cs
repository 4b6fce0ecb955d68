namespace WorkflowResilience.Analysis;

/// <summary>Names the runner of a CI system and its job, from the variables by which those systems are known.</summary>
internal static class RunnerName
{
    private static readonly (string Marker, string System, string Runner, string Run, string Job)[] s_systems =
    [
        ("GITHUB_ACTIONS", "GitHub Actions", "RUNNER_NAME", "GITHUB_RUN_ID", "GITHUB_JOB"),
        ("GITLAB_CI", "GitLab", "CI_RUNNER_DESCRIPTION", "CI_PIPELINE_ID", "CI_JOB_ID"),
        ("BUILDKITE", "Buildkite", "BUILDKITE_AGENT_NAME", "BUILDKITE_BUILD_NUMBER", "BUILDKITE_JOB_ID"),
        ("TF_BUILD", "Azure Pipelines", "AGENT_NAME", "BUILD_BUILDID", "SYSTEM_JOBID"),
        ("JENKINS_URL", "Jenkins", "NODE_NAME", "BUILD_TAG", "STAGE_NAME"),
        ("CIRCLECI", "CircleCI", "CIRCLE_NODE_INDEX", "CIRCLE_BUILD_NUM", "CIRCLE_JOB"),
    ];

    /// <summary>Such as <c>GitHub Actions, runner linux-7, run 123, job build</c>; null outside the systems that are known.</summary>
    internal static string? Of(Func<string, string?> environment)
    {
        foreach ((string marker, string system, string runner, string run, string job) in s_systems)
        {
            if (string.IsNullOrEmpty(environment(marker))) continue;
            return FailureText.Line(system + Part("runner", environment(runner)) + Part("run", environment(run)) + Part("job", environment(job)), 300);
        }

        return null;
    }

    private static string Part(string word, string? value) => string.IsNullOrWhiteSpace(value) ? "" : $", {word} {value.Trim()}";
}
