using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class ArgoGitHubTriggerTests
{
    private static readonly GitHubHook s_hook = new()
    {
        Repositories = ["example/service", "example/library.net", "another/tool"],
        Events = ["pull_request"],
        WebhookSecret = new SecretKey("github", "webhook"),
        ApiToken = new SecretKey("github", "token"),
        Address = new Uri("https://hooks.example.com"),
    };

    private static readonly ArgoGitHubTrigger s_pullRequests = new()
    {
        Source = s_hook,
        WorkflowTemplate = "resilient-workflow",
        WorkflowNamespace = "taskmaster",
        Filters = [EventFilter.Action("opened", "reopened", "synchronize"), EventFilter.BaseBranch(EventPattern.OneOf("main"))],
        Parameters =
        [
            new EventParameter("repository", "body.repository.full_name", EventPattern.Repository),
            new EventParameter("pr-number", "body.number", EventPattern.Number),
            new EventParameter("commit", "body.pull_request.head.sha", EventPattern.Commit),
        ],
    };

    [Test]
    public void A_pull_request_submits_a_workflow() => Golden.Check("Events/Golden/github-pull-request.yaml", s_pullRequests.ToYaml());

    [Test]
    public void A_push_that_a_relay_tells_creates_a_workflow() =>
        Golden.Check("Events/Golden/webhook-push.yaml",
            new ArgoGitHubTrigger
            {
                Name = "pushes",
                Source = new BearerWebhook { Token = new SecretKey("relay", "token") },
                WorkflowTemplate = "nightly",
                WorkflowNamespace = "builds",
                EventsNamespace = "builds",
                Executor = "nightly-executor",
                Operation = TriggerOperation.Create,
                Endpoint = "/push",
                Port = 12001,
                EventBus = "builds",
                Filters = [EventFilter.PushedRef(EventPattern.StartingWith("refs/heads/release/"))],
            }.ToYaml());

    [Test]
    public void Parameters_with_one_place_and_form_ask_for_it_once()
    {
        ArgoGitHubTrigger twice = s_pullRequests with
        {
            Parameters = [new EventParameter("a", "body.number", EventPattern.Number), new EventParameter("b", "body.number", EventPattern.Number)],
        };

        twice.ToYaml().Split("path: body.number").Should().HaveCount(2);
        twice.ToYaml().Should().Contain("dest: spec.arguments.parameters.1.value");
    }

    [Test]
    public void What_starts_no_workflow_with_parameters_is_refused()
    {
        foreach (TriggerOperation operation in TriggerOperation.All.Where(static operation => operation != TriggerOperation.Submit && operation != TriggerOperation.Create))
            FluentActions.Invoking(() => s_pullRequests with { Operation = operation }).Should().Throw<ArgumentException>().WithMessage($"'{operation}' starts no workflow*");
    }

    [Test]
    public void Half_of_what_makes_hooks_is_refused()
    {
        FluentActions.Invoking(() => (s_pullRequests with { Source = s_hook with { Address = null } }).ToYaml()).Should().Throw<InvalidOperationException>().WithMessage("*both ApiToken and Address*");
        (s_pullRequests with { Source = s_hook with { Address = null, ApiToken = null } }).ToYaml().Should().NotContain("apiToken").And.NotContain("url:");
    }

    [Test]
    public void Names_that_are_none_are_refused()
    {
        FluentActions.Invoking(() => s_hook with { Repositories = ["service"] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_hook with { Repositories = ["a/b/c"] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_hook with { Repositories = ["example/"] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_hook with { Repositories = [] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_hook with { Events = ["*"] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_hook with { Address = new Uri("http://hooks.example.com") }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_pullRequests with { WorkflowTemplate = "-x" }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_pullRequests with { WorkflowTemplate = new string('a', 58) }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new EventParameter("a", "body.#(x)", EventPattern.Number)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new EventParameter("a.b", "body.x", EventPattern.Number)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_pullRequests with { Parameters = [s_pullRequests.Parameters[0], s_pullRequests.Parameters[0]] }).Should().Throw<ArgumentException>().WithMessage("*'repository' is given twice*");
    }
}
