using ArgoGeneration;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class ArgoDriftTests
{
    private static readonly StagePolicy s_policy = new()
    {
        MaxAttempts = 3,
        AttemptTimeout = TimeSpan.FromMinutes(10),
        TotalTimeout = TimeSpan.FromHours(1),
        Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(30), 2, TimeSpan.FromSeconds(300)),
    };

    private static readonly Dictionary<WorkflowStage, StagePolicy> s_policies = new() { ["CodeAnalysis"] = s_policy };

    private static string Right => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata:
          name: resilient
        spec:
          templates:
            - name: analyse
              metadata:
                annotations:
                  workflow-resilience/stage: CodeAnalysis
                  workflow-resilience/policy-hash: {{PolicyHash.Of(s_policy, Policies.OfArgo)}}
              activeDeadlineSeconds: "600"
              retryStrategy:
                limit: "2"
                retryPolicy: Always
                expression: '{{PolicyMapping.Of("CodeAnalysis", s_policy, Policies.OfArgo).Retry!.When!.ToExpression()}}'
                backoff:
                  duration: "30"
                  factor: "2"
                  cap: 5m
                  maxDuration: 1h
              container:
                image: registry.example/app:1
        """;

    [Test]
    public void What_says_the_same_in_other_words_is_no_drift() => Compare(Right).Should().BeEmpty();

    [TestCase("limit: \"2\"", "limit: \"3\"", "retryStrategy.limit", "limit 3 means 4 attempts; the policy says 3.")]
    [TestCase("limit: \"2\"", "affinity: {}", "retryStrategy.limit", "There is no limit, so Argo repeats for ever and ignores the waits; the policy says 3.")]
    [TestCase("limit: \"2\"", "limit: '{{inputs.parameters.n}}'", "retryStrategy.limit", "limit {{inputs.parameters.n}} is no number that can be compared; the policy says 3.")]
    [TestCase("retryPolicy: Always", "retryPolicy: OnFailure", "retryStrategy.retryPolicy", "retryPolicy is OnFailure; the policy gives Always (Argo repeats on).")]
    [TestCase("cap: 5m", "cap: 6m", "retryStrategy.backoff.cap", "cap is 6m; the policy gives 5m (the longest wait).")]
    [TestCase("factor: \"2\"", "factor: \"3\"", "retryStrategy.backoff.factor", "factor is 3; the policy gives 2 (the factor of the waits).")]
    [TestCase("duration: \"30\"", "duration: 1d", "retryStrategy.backoff.duration", "duration is 1d; the policy gives 30s (the wait before the first retry).")]
    [TestCase("maxDuration: 1h", "", "retryStrategy.backoff.maxDuration", "There is no maxDuration; the policy gives 1h (the budget of all attempts).")]
    [TestCase("activeDeadlineSeconds: \"600\"", "activeDeadlineSeconds: 1800", "activeDeadlineSeconds", "activeDeadlineSeconds is 30m; the policy gives 10m (the pod's deadline).")]
    [TestCase("policy-hash: v1-", "policy-hash: v1-0", "metadata.annotations['workflow-resilience/policy-hash']", "It was written from another version of the policy, or with other options, though all fields that Argo reads are the same: write it again.")]
    public void A_field_that_differs_is_named_with_both_values(string right, string wrong, string path, string message)
    {
        DriftFinding finding = Compare(Right.Replace(right, wrong, StringComparison.Ordinal)).Should().ContainSingle().Subject;

        finding.Path.Should().Be(path);
        finding.Message.Should().Be(message);
        finding.Template.Should().Be("analyse");
        finding.Line.Should().BeGreaterThan(6);
    }

    [Test]
    public void A_template_without_annotation_is_found_by_its_name()
    {
        string yaml = Right.Replace("workflow-resilience/stage: CodeAnalysis", "other: x", StringComparison.Ordinal);
        Compare(yaml).Should().ContainSingle().Which.Message.Should().StartWith("No template belongs to the stage CodeAnalysis");
        Compare(yaml.Replace("name: analyse", "name: codeanalysis", StringComparison.Ordinal)).Should().BeEmpty();
        Compare(yaml.Replace("name: analyse", "name: code-analysis", StringComparison.Ordinal)).Should().BeEmpty("so the generator names it");
    }

    [TestCase("value: \"30s\"", "value: \"31s\"", "dag.tasks['wait-1']", "wait-1 is 31s; the policy gives 30s (the wait before attempt 2).")]
    [TestCase("name: wait-3", "name: pause-3", "dag.tasks['wait-3']", "There is no wait-3 that waits; the policy gives 1m30s.")]
    [TestCase("- name: attempt-4\n            depends: wait-3.Succeeded\n            template: build-attempt", "- name: attempt-4\n            template: other", "dag.tasks", "The tasks make 3 attempts; the policy says 4.")]
    public void Tasks_of_unrolled_attempts_are_compared(string right, string wrong, string path, string message)
    {
        ArgoStage build = Workflows.Release.Stages[0];
        string yaml = ArgoGenerator.Generate(Workflows.Release, new ArgoOptions { Kind = ArgoKind.Workflow }).Yaml;
        yaml.Should().Contain(right);
        var policies = new Dictionary<WorkflowStage, StagePolicy> { [build.Stage] = build.Policy };
        MappingOptions options = build.MappingFor(new ArgoOptions().Target);
        ArgoDrift.Compare(policies, yaml, options).Should().BeEmpty();

        DriftFinding finding = ArgoDrift.Compare(policies, yaml.Replace(right, wrong, StringComparison.Ordinal), options).Should().ContainSingle().Subject;

        finding.Path.Should().Be(path);
        finding.Message.Should().Be(message);
        finding.Template.Should().Be("build");
        finding.Line.Should().BeGreaterThan(0);
    }

    [Test]
    public void A_strategy_that_nobody_asked_for_and_one_that_lacks_are_found()
    {
        ArgoDrift.Compare(new Dictionary<WorkflowStage, StagePolicy> { ["CodeAnalysis"] = s_policy with { MaxAttempts = 1 } }, Right, Policies.OfArgo).Should().ContainSingle().Which.Path.Should().Be("retryStrategy");
        ArgoDrift.Compare(s_policies, Right.Replace("retryStrategy:", "otherStrategy:", StringComparison.Ordinal), Policies.OfArgo).Should().ContainSingle().Which.Message.Should().Contain("makes 1 attempt");
    }

    [TestCase("a: [")]
    [TestCase("kind: Workflow\n\tx: 1")]
    public void A_text_that_is_no_YAML_is_a_finding(string yaml) => Compare(yaml).Should().HaveCount(2).And.Contain(static finding => finding.Stage.IsNone && finding.Line > 0);

    [Test]
    public void The_hash_follows_policy_and_options()
    {
        PolicyHash.Of(s_policy).Should().MatchRegex("^v1-[0-9a-f]{16}$").And.Be(PolicyHash.Of(s_policy with { }));
        PolicyHash.Of(s_policy with { Offload = true }).Should().NotBe(PolicyHash.Of(s_policy));
        PolicyHash.Of(s_policy, Policies.OfArgo).Should().NotBe(PolicyHash.Of(s_policy));
        PolicyHash.Of(s_policy, new MappingOptions { Strict = true }).Should().Be(PolicyHash.Of(s_policy));
    }

    private static IReadOnlyList<DriftFinding> Compare(string yaml) => ArgoDrift.Compare(s_policies, yaml, Policies.OfArgo);
}
