using System.Diagnostics;
using System.Text;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class HostileYamlTests
{
    private const string Head = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec:\n  entrypoint: main\n";

    private static IEnumerable<TestCaseData> TooLarge()
    {
        yield return new TestCaseData(Head + "  templates: " + new string('[', 100_000)).SetName("100,000 levels of lists in a manifest");
        yield return new TestCaseData(Head + "  templates: " + string.Concat(Enumerable.Repeat("{a: ", 100_000))).SetName("100,000 levels of members in a manifest");
        yield return new TestCaseData("x0: &x0 [a,a,a,a,a,a,a,a,a,a]\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"x{i}: &x{i} [{string.Join(',', Enumerable.Repeat($"*x{i - 1}", 10))}]\n")) + Head).SetName("an alias bomb in a manifest");
        yield return new TestCaseData("x0: &x0 " + Nested(60, "a") + "\n" + string.Concat(Enumerable.Range(1, 100).Select(i => $"x{i}: &x{i} {Nested(60, $"*x{i - 1}")}\n")) + Head).SetName("a chain of aliases 6,000 levels deep");
        yield return new TestCaseData(Head + "  onExit: \"" + new string('x', 2_000_000) + "\"\n").SetName("a giant value in a manifest");
        yield return new TestCaseData(Head + "  #" + new string('x', 10_000_000)).SetName("10 MB in a manifest");
        yield return new TestCaseData(Head + "  templates:\n" + string.Concat(Enumerable.Repeat("  - a\n", 1_200_000))).SetName("a million values in a manifest");
    }

    [TestCaseSource(nameof(TooLarge))]
    public void What_is_larger_than_anything_real_ends_in_a_finding(string yaml)
    {
        var watch = Stopwatch.StartNew();

        LintFinding found = ArgoLint.Check(yaml)[^1];

        found.Rule.Should().Be(YamlRules.TooLarge);
        found.Line.Should().BePositive();
        found.Message.Length.Should().BeLessThan(300);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    [Test]
    public void Shared_values_are_walked_within_the_limit_of_values()
    {
        // 900 times the same 300 faulty environment variables: half a million values that take 60 KB to write.
        string shared = string.Join(", ", Enumerable.Repeat("{x: 1}", 300));
        string yaml = Head + $"  templates:\n  - {{name: a, container: {{image: x, env: &e [{shared}]}}}}\n" + string.Concat(Enumerable.Range(0, 900).Select(i => $"  - {{name: t{i}, container: {{image: x, env: *e}}}}\n"));
        var watch = Stopwatch.StartNew();

        ArgoLint.Check(yaml).Should().HaveCount(1001);

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    [Test]
    public void A_megabyte_of_templates_is_checked_at_once()
    {
        var yaml = new StringBuilder(Head + "  templates:\n");
        for (int i = 0; yaml.Length < 1_000_000; i++)
        {
            yaml.Append("  - name: t").Append(i).Append("\n    inputs:\n      parameters:\n      - name: a\n        default: \"1\"\n    retryStrategy:\n      limit: \"2\"\n      backoff: {duration: \"5\", factor: \"2\"}\n")
                .Append("    container:\n      image: registry.example/x:1\n      command: [sh, -c]\n      args: [\"echo\", \"{{inputs.parameters.a}}\"]\n      env:\n      - {name: A, value: \"1\"}\n      resources: {limits: {memory: 512Mi}}\n");
        }

        ArgoLint.Check("a: 1");
        var watch = Stopwatch.StartNew();
        ArgoLint.Check(yaml.ToString()).Where(finding => SchemaRules.All.Contains(finding.Rule) || YamlRules.All.Contains(finding.Rule)).Should().BeEmpty();

        TestContext.Out.WriteLine($"{watch.Elapsed.TotalMilliseconds:F0} ms");
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10), "on a busy machine; alone it takes about half a second");
    }

    [Test]
    public void Nothing_is_thrown_for_any_text()
    {
        int seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] pieces =
        [
            "\n", "\n  ", "\n    ", "- ", ": ", "{", "}", "[", "]", ", ", "\"", "'", "|", ">", "&a ", "*a", "<<: *a", "!!int ", "!x ", "#", "%", "---\n", "...\n", "? ", "~", "yes", "1.5", "1e999", "{{x}}", "\t", "\0", "\ud800", "\ufeff", "é", "99999999999999999999",
            "templates", "container", "script", "dag", "tasks", "steps", "retryStrategy", "limit", "resources", "limits", "arguments", "parameters", "name", "value", "kind", "List", "items", "metadata", "spec", "apiVersion", "plugin", "withItems",
        ];
        string whole = Head + "  templates:\n  - name: main\n    container: {image: x, env: [{name: a, value: b}], resources: {limits: {cpu: 1}}}\n    retryStrategy: {limit: \"2\"}\n  - name: d\n    dag:\n      tasks:\n      - {name: a, template: main, arguments: {parameters: [{name: x, value: y}]}}\n";
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(i % 4 == 0 ? "" : whole);
            for (int changes = random.Next(1, 8); changes > 0; changes--)
            {
                int at = random.Next(text.Length + 1);
                switch (random.Next(4))
                {
                    case 0 when text.Length > 0:
                        at = random.Next(text.Length);
                        text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                        break;
                    case 1:
                        text.Insert(at, (char)random.Next(0x10000));
                        break;
                    default:
                        text.Insert(at, pieces[random.Next(pieces.Length)]);
                        break;
                }
            }

            string yaml = text.ToString();
            IReadOnlyList<LintFinding> findings = [];
            Action check = () => findings = ArgoLint.Check(yaml, new LintOptions { Target = (ArgoTarget)random.Next(4) });
            check.Should().NotThrow(yaml);
            foreach (LintFinding finding in findings) (finding.Line > 0 && finding.Column > 0 && finding.Path.StartsWith('$')).Should().BeTrue(finding + yaml);
        }
    }

    private static string Nested(int levels, string inner) => new string('[', levels) + inner + new string(']', levels);
}
