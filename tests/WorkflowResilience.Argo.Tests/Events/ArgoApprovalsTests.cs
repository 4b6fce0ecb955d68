using System.Globalization;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class ArgoApprovalsTests
{
    private static readonly ArgoApprovals s_approvals = new()
    {
        Gate = "approve",
        Token = new SecretKey("approvals-webhook", "token"),
        WorkflowNamespace = "taskmaster",
        WorkflowPrefix = "resilient-workflow-",
    };

    private static readonly ArgoApprovals s_answers = s_approvals with
    {
        Name = "answers",
        Decisions = ["approve", "reject"],
        Answer = ApprovalAnswer.Set(new Uri("https://argo-server.argo.svc:2746/"), new SecretKey("argo-server", "authorization"), certificate: new SecretKey("argo-server", "ca.crt")),
    };

    [Test]
    public void A_decision_resumes_the_gate() => Golden.Check("Events/Golden/approvals-resume.yaml", s_approvals.ToYaml());

    [Test]
    public void A_decision_is_written_to_the_output_of_the_gate() => Golden.Check("Events/Golden/approvals-set.yaml", s_answers.ToYaml());

    [Test]
    public void A_decision_stops_the_gate() =>
        Golden.Check("Events/Golden/approvals-stop.yaml", (s_approvals with { Name = "rejections", Decisions = ["reject"], Answer = ApprovalAnswer.Stop, Endpoint = "/rejections", Retry = null, WorkflowPrefix = "" }).ToYaml());

    [Test]
    public void Files_hold_the_documents_one_by_one()
    {
        IReadOnlyList<YamlFile> files = s_approvals.ToFiles();

        files.Select(static file => file.Name).Should().Equal(
            "serviceaccount-approvals-sensor.yaml", "role-approvals-sensor.yaml", "rolebinding-approvals-sensor.yaml", "eventsource-approvals.yaml", "sensor-approvals.yaml");
        string.Join("---\n", files.Select(static file => file.Text)).Should().Be(s_approvals.ToYaml());
    }

    [Test]
    public void What_is_written_is_the_same_in_every_culture_and_is_read_back_as_it_is()
    {
        string before = s_answers.ToYaml();
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            s_answers.ToYaml().Should().Be(before);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        YamlText read = YamlReader.Read(before);
        read.Problem.Should().BeNull();
        read.Documents.Should().HaveCount(5);
    }

    [TestCase("resilient-workflow-abcde", true)]
    [TestCase("resilient-workflow-", false)]
    [TestCase("other-abcde", false)]
    [TestCase("-x", false)]
    [TestCase("--all", false)]
    [TestCase("resilient-workflow-a/../b", false)]
    [TestCase("resilient-workflow-a\n", false)]
    [TestCase("resilient-workflow-a ", false)]
    [TestCase("resilient-workflow-A", false)]
    [TestCase("resilient-workflow-12345678901234567890123456789012345678901234", true)]
    [TestCase("resilient-workflow-123456789012345678901234567890123456789012345", false)]
    public void Only_names_of_workflows_that_begin_as_asked_pass(string name, bool passes) => EventPatternTests.Matches(EventPattern.WorkflowOf("resilient-workflow-"), name).Should().Be(passes);

    [Test]
    public void What_resuming_cannot_do_is_said()
    {
        s_approvals.Notes.Select(static note => note.Code).Should().Equal("ARGO601", "ARGO602", "ARGO607");
        s_answers.Notes.Select(static note => note.Code).Should().Equal("ARGO603", "ARGO607");
        (s_approvals with { Answer = ApprovalAnswer.Stop }).Notes.Select(static note => note.Code).Should().Equal("ARGO602", "ARGO607");
    }

    [Test]
    public void Names_that_are_none_are_refused_with_their_form()
    {
        FluentActions.Invoking(() => s_approvals with { Gate = "-x" }).Should().Throw<ArgumentException>().WithMessage("'-x' is no Gate; write 1 to 128 letters, digits and hyphens, a letter or digit first.*");
        FluentActions.Invoking(() => s_approvals with { Name = "A" }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_approvals with { WorkflowNamespace = "a.b" }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_approvals with { WorkflowPrefix = "-a" }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_approvals with { WorkflowPrefix = "a--" }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_approvals with { Decisions = [] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_approvals with { Decisions = ["a\"b"] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_approvals with { Endpoint = "decisions" }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => s_approvals with { Port = 0 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => s_approvals with { EventBus = "" }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new SecretKey("a_b", "k")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new SecretKey("a", "k/l")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new SensorRetry { Delay = TimeSpan.FromMilliseconds(1500) }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ApprovalAnswer.Set(new Uri("http://argo-server.argo.svc:2746"), new SecretKey("a", "b"))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ApprovalAnswer.Set(new Uri("https://argo-server.argo.svc:2746"), new SecretKey("a", "b"), "a\"b")).Should().Throw<ArgumentException>();
    }
}
