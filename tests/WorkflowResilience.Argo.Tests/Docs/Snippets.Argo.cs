using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

/// <summary>The C# of the pages on Argo.</summary>
internal static class Snippets
{
    internal static void Generate()
    {
        #region argo-generate
        var workflow = new ArgoWorkflow("nightly-tests")
        {
            ServiceAccount = "nightly-tests",
            Stages =
            [
                new ArgoStage(WorkflowStage.TestExecution, DefaultPolicies.TestExecution, ArgoWork.Container("registry.example/ci/runner:1.4.2", ["/app/runner"], "--operation", "run-tests")),
            ],
        };

        ArgoOutput output = ArgoGenerator.Generate(workflow, new ArgoOptions { Target = ArgoTarget.V41 });
        File.WriteAllText(output.FileName, output.Yaml);
        Console.WriteLine(output.Mapping.ToText());
        #endregion
    }

    internal static void Drift(IReadOnlyDictionary<WorkflowStage, StagePolicy> policies)
    {
        #region argo-drift
        IReadOnlyList<DriftFinding> drift = ArgoDrift.Compare(policies, File.ReadAllText("nightly-tests.yaml"));
        foreach (DriftFinding finding in drift) Console.WriteLine(finding);
        #endregion
    }

    internal static void Lint(string yaml)
    {
        #region argo-lint
        foreach (LintFinding finding in ArgoLint.Check(yaml, new LintOptions { Target = ArgoTarget.V40 }))
            Console.WriteLine($"{finding.Line}:{finding.Column} {finding.Rule.Severity} {finding.Rule.Code} {finding.Path}: {finding.Message} {finding.Fix}");
        #endregion
    }

    internal static void Mapping()
    {
        #region argo-mapping
        StageMapping mapping = PolicyMapping.Of(
            WorkflowStage.TestExecution, DefaultPolicies.TestExecution, new MappingOptions { Owner = RetryOwner.Argo, Target = ArgoTarget.V41 });

        foreach (MappingRow row in mapping.Rows.Where(row => row.Fit != MappingFit.Exact))
            Console.WriteLine($"{row.Code} {row.Member}: {row.Policy} -> {row.Argo}. {row.Explanation}");
        #endregion
    }

    internal static void Approvals(string folder)
    {
        #region argo-approvals
        var approvals = new ArgoApprovals
        {
            Gate = "release-approval",
            Token = new SecretKey("approvals-webhook", "token"),
            WorkflowNamespace = "builds",
            WorkflowPrefix = "release-",
        };

        foreach (YamlFile file in approvals.ToFiles()) File.WriteAllText(Path.Combine(folder, file.Name), file.Text);
        foreach (EventNote note in approvals.Notes) Console.WriteLine($"{note.Code}: {note.Text}");
        #endregion
    }

    internal static void GitHub()
    {
        #region argo-github
        var trigger = new ArgoGitHubTrigger
        {
            Source = new GitHubHook
            {
                Repositories = ["example/service"],
                Events = ["pull_request"],
                WebhookSecret = new SecretKey("github", "webhook"),
            },
            WorkflowTemplate = "review",
            WorkflowNamespace = "builds",
            Filters = [EventFilter.Action("opened", "synchronize"), EventFilter.BaseBranch(EventPattern.OneOf("main"))],
            Parameters =
            [
                new EventParameter("repository", "body.repository.full_name", EventPattern.Repository),
                new EventParameter("pr-number", "body.number", EventPattern.Number),
            ],
        };

        Console.WriteLine(trigger.ToYaml());
        #endregion
    }
}
