using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class YamlFindingsTests
{
    private const string Head = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\n";

    [TestCase("a: [1, 2\nb: 3", "ARGO501", 1, 1)]
    [TestCase("a: 1\n---\nb: c: d", "ARGO501", 2, 3)]
    [TestCase("image: {{ .Values.image }}", "ARGO503", 1, 1)]
    [TestCase("{{- if .Values.on }}\na: b\n{{- end }}", "ARGO503", 1, 1)]
    [TestCase("spec:\n  {{- toYaml $x | nindent 2 }}", "ARGO503", 1, 2)]
    [TestCase("a: b\nvalue: {{inputs.parameters.x}}\n", "ARGO504", 1, 2)]
    [TestCase("a: {{=workflow.name}}", "ARGO504", 1, 1)]
    [TestCase("plain words", "ARGO505", 1, 1)]
    [TestCase("a: &x [1]\nb: \u0001", "ARGO501", 1, 2)]
    public void What_cannot_be_read_ends_in_a_finding_with_its_place(string yaml, string code, int document, int line)
    {
        LintFinding found = ArgoLint.Check(yaml).Should().ContainSingle().Which;

        found.Rule.Code.Should().Be(code);
        found.Document.Should().Be(document);
        found.Line.Should().BeInRange(line, line + 1);
        found.Column.Should().BePositive();
        found.Fix.Should().EndWith(".");
    }

    [TestCase("")]
    [TestCase("---\n---\n# nothing\n")]
    [TestCase("~")]
    [TestCase("[a, b]")]
    [TestCase("- op: replace\n  path: /spec\n  value: {x: 1}\n")]
    [TestCase("kind: Workflow\nspec: {jobs: []}")]
    [TestCase("apiVersion: other.example/v1\nkind: Workflow\nspec: {entrypoint: 1, templates: 3}")]
    [TestCase("apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: {x: 1, x: 2}")]
    [TestCase("apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTaskSet\nspec: {x: 1}")]
    [TestCase("apiVersion: argoproj.io/v1alpha1\nkind: EventSource\nspec: {x: 1}")]
    [TestCase("kind: List\nitems: 3")]
    public void What_is_none_of_argos_is_passed_over(string yaml) => ArgoLint.Check(yaml).Where(finding => finding.Rule.Code is ['A', 'R', 'G', 'O', '4' or '5', ..]).Should().BeEmpty();

    [TestCase("kind: Workflow\nspec: {entrypoint: a, templates: []}", "ARGO506", "apiVersion")]
    [TestCase("apiVersion: argoproj.io/v1alpha1\nspec: {workflowTemplateRef: {name: a}}", "ARGO506", "kind")]
    [TestCase("apiVersion: argoproj.io/v1\nkind: CronWorkflow\nmetadata: {name: a}\nspec: {schedules: [x], workflowSpec: {}}", "ARGO507", "argoproj.io/v1alpha1")]
    [TestCase("apiVersion: argoproj.io/v1alpha1\nkind: workflow\nspec: {}", "ARGO507", "Workflow")]
    [TestCase("- apiVersion: argoproj.io/v1alpha1\n  kind: Workflow\n", "ARGO505", "---")]
    public void What_only_looks_like_a_manifest_is_told(string yaml, string code, string word)
    {
        LintFinding found = ArgoLint.Check(yaml).First(finding => finding.Rule.Code.StartsWith("ARGO5", StringComparison.Ordinal));

        found.Rule.Code.Should().Be(code);
        (found.Message + found.Fix).Should().Contain(word);
    }

    [Test]
    public void Documents_and_items_are_told_apart()
    {
        string yaml = $"a: 1\n---\n{Head}spec: {{one: 1}}\n---\napiVersion: v1\nkind: List\nitems:\n- kind: Secret\n- apiVersion: argoproj.io/v1alpha1\n  kind: Workflow\n  metadata: {{name: b}}\n  spec: {{two: 2}}\n---\nx: [";

        ArgoLint.Check(yaml).Where(finding => finding.Rule.Code is "ARGO401" or "ARGO501").Select(finding => (finding.Document, finding.Path, finding.Line)).Should().Equal(
            (2, "$.spec.one", 6), (3, "$.items[1].spec.two", 15), (4, "$", 17));
    }

    [Test]
    public void Findings_end_after_a_thousand()
    {
        IReadOnlyList<LintFinding> findings = ArgoLint.Check(Head + "spec: {" + string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"x{i}: 1")) + "}\n");

        findings.Should().HaveCount(1001);
        findings[^1].Rule.Should().Be(YamlRules.MoreFindings);
        findings[^1].Line.Should().Be(4);
    }

    [Test]
    public void Codes_are_told_once() => SchemaRules.All.Concat(YamlRules.All).Select(rule => rule.Code).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal);
}
