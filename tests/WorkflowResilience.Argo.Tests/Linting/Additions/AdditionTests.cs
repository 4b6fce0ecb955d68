using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

/// <summary>The rules that Argo lacks, each with what it finds and what it leaves alone.</summary>
[TestFixture]
public sealed class AdditionTests
{
    private const string Good = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: good-}
        spec:
          entrypoint: main
          serviceAccountName: runner
          securityContext: {runAsNonRoot: true}
          templates:
            - name: main
              container: {image: registry.example/a:1, command: [run], resources: {limits: {memory: 1Gi}}}

        """;

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Retry("A", "ARGO301", "{limit: 2, expression: '{{=asInt(lastRetry.exitCode) >= 2}}'}", "$.spec.templates[1].retryStrategy.expression");
        yield return Retry("A plain tag", "ARGO301", "{limit: 2, expression: '{{lastRetry.exitCode}} == 2'}", "$.spec.templates[1].retryStrategy.expression");
        yield return Retry("A unreadable", "ARGO321", "{limit: 2, expression: 'asInt(lastRetry.exitCode'}", "$.spec.templates[1].retryStrategy.expression");
        yield return Retry("A failing", "ARGO322", "{limit: 2, expression: 'retries < 3'}", "$.spec.templates[1].retryStrategy.expression");
        yield return Retry("A meaningless", "ARGO323", "{limit: 2, expression: 'lastRetry.exitCode == 1'}", "$.spec.templates[1].retryStrategy.expression");
        yield return Retry("A fragile", "ARGO324", "{limit: 2, expression: 'asInt(lastRetry.duration) < 60'}", "$.spec.templates[1].retryStrategy.expression");
        yield return Retry("C no limit", "ARGO303", "{backoff: {duration: '1'}}", "$.spec.templates[1].retryStrategy.backoff");
        yield return Retry("C no duration", "ARGO325", "{limit: 2, backoff: {factor: 2}}", "$.spec.templates[1].retryStrategy.backoff");
        yield return Retry("C days", "ARGO325", "{limit: 2, backoff: {duration: 1d}}", "$.spec.templates[1].retryStrategy.backoff.duration");
        yield return Retry("C factor", "ARGO325", "{limit: 2, backoff: {duration: '1', factor: '1.5'}}", "$.spec.templates[1].retryStrategy.backoff.factor");
        yield return Retry("C budget", "ARGO326", "{limit: 2, backoff: {duration: 5m, maxDuration: '60'}}", "$.spec.templates[1].retryStrategy.backoff.maxDuration");
        yield return Retry("D", "ARGO304", "{}", "$.spec.templates[1].retryStrategy");
        yield return Leaf("C deadline", "ARGO336", "activeDeadlineSeconds: 1800\nretryStrategy: {limit: 2, backoff: {duration: 30s, maxDuration: 5m}}", "$.spec.templates[1].retryStrategy.backoff.maxDuration");
        yield return Spec("D defaults", "ARGO328", "templateDefaults: {retryStrategy: {limit: 2}}\ntemplates: [{name: main, dag: {tasks: [{name: a, template: b}]}}]", "$.spec.templateDefaults.retryStrategy");
        yield return Spec("D specification", "ARGO328", "retryStrategy: {limit: 2}\ntemplates: [{name: main, steps: [[{name: a, template: b}]]}]", "$.spec.retryStrategy");
        yield return Spec("D nested", "ARGO328", "templates: [{name: main, retryStrategy: {limit: 1}, dag: {tasks: [{name: a, template: b}]}}, {name: b, retryStrategy: {limit: 2}, container: {image: a:1}}]", "$.spec.templates[0].retryStrategy");
        yield return Leaf("B member", "ARGO302", "retryStrategy: {limit: 2}\ncontainer: {image: a:1, args: ['{{retries.attempts}}']}", "$.spec.templates[1].container.args[0]");
        yield return Leaf("B no retries", "ARGO302", "container: {image: a:1, env: [{name: N, value: '{{retries}}'}]}", "$.spec.templates[1].container.env[0].value");
        yield return Leaf("B last", "ARGO302", "retryStrategy: {limit: 2}\ncontainer: {image: a:1, args: ['{{lastRetry.attempts}}']}", "$.spec.templates[1].container.args[0]");
        yield return Leaf("E", "ARGO305", "timeout: 30s\nactiveDeadlineSeconds: 10\ncontainer: {image: a:1}", "$.spec.templates[1].timeout");
        yield return Spec("F", "ARGO306", "templates: [{name: Main, container: {image: a:1}}]", "$.spec.templates[0].name");
        yield return Leaf("G key", "ARGO307", "memoize: {key: 'a_{{inputs.parameters.x}}', maxAge: 1h, cache: {configMap: {name: c}}}\ncontainer: {image: a:1}", "$.spec.templates[1].memoize.key");
        yield return Leaf("G age", "ARGO307", "memoize: {key: 'a-{{inputs.parameters.x}}', maxAge: '3600', cache: {configMap: {name: c}}}\ncontainer: {image: a:1}", "$.spec.templates[1].memoize.maxAge");
        yield return Leaf("H source", "ARGO308", "script: {image: a:1, command: [sh], source: 'echo {{inputs.parameters.x}}'}", "$.spec.templates[1].script.source");
        yield return Leaf("H shell", "ARGO308", "container: {image: a:1, command: [/bin/bash, -ec], args: ['echo {{workflow.parameters.x}}']}", "$.spec.templates[1].container.args[0]");
        yield return Leaf("H shell flags", "ARGO308", "container: {image: a:1, command: [sh, -xuce], args: ['echo {{item}}']}", "$.spec.templates[1].container.args[0]");
        yield return Leaf("I", "ARGO309", "script: {image: a:1, command: [bash], source: \"set -e\\nmake 2>&1 | tee log\"}", "$.spec.templates[1].script.source");
        yield return Leaf("J", "ARGO310", "script: {image: a:1, source: 'echo'}", "$.spec.templates[1].script");
        yield return Leaf("K", "ARGO311", "suspend: {duration: 1h}\noutputs: {parameters: [{name: a, valueFrom: {supplied: {}}}]}", "$.spec.templates[1].outputs.parameters[0].valueFrom");
        yield return Spec("L", "ARGO312", "templates: [{name: main, steps: [[{name: a, template: b, when: '{{inputs.parameters.x}} == yes'}]]}]", "$.spec.templates[0].steps[0][0].when");
        yield return Spec("L broken", "ARGO335", "templates: [{name: main, steps: [[{name: a, template: b, when: '{{inputs.parameters.x}} == owner/repo'}]]}]", "$.spec.templates[0].steps[0][0].when");
        yield return Spec("M", "ARGO313", "templates: [{name: main, dag: {tasks: [{name: a, template: b}, {name: c, depends: a.Failed, template: b}]}}]", "$.spec.templates[0].dag.tasks[1].depends");
        yield return Spec("M green", "ARGO329", "templates: [{name: main, dag: {tasks: [{name: a, template: b}, {name: c, depends: a.Failed || a.Errored, template: b}]}}]", "$.spec.templates[0].dag.tasks[1].depends");
        yield return Spec("N", "ARGO314", "templates: [{name: a, script: {image: a:1, command: [sh], source: \"git clone https://example.com/r /workspace\"}}, {name: b, script: {image: a:1, command: [sh], source: \"cd /workspace\\nmake\"}}]", "$.spec.templates[1].script.source");
        yield return Leaf("O image", "ARGO315", "container: {image: 'registry.example:5000/a'}", "$.spec.templates[1].container.image");
        yield return Spec("O all", "ARGO330", "templates: [{name: main, container: {image: a:1}}]", "$.spec");
        yield return Spec("O account", "ARGO331", "templates: [{name: main, container: {image: a:1}}]", "$.spec");
        yield return Spec("O context", "ARGO332", "templates: [{name: main, container: {image: a:1}}]", "$.spec");
        yield return Spec("P", "ARGO316", $"arguments: {{parameters: [{{name: x, value: {"ghp_" + string.Concat(Enumerable.Range(0, 36).Select(static i => (char)('a' + (i * 7 % 26))))}}}]}}", "$.spec.arguments.parameters[0].value");
        yield return Spec("P name", "ARGO337", "arguments: {parameters: [{name: db-password, value: Xk39qLw7}]}", "$.spec.arguments.parameters[0].value");
        yield return Spec("Q near", "ARGO317", "templates: [{name: main, dag: {tasks: [{name: a, template: b, arguments: {parameters: [{name: mesage, value: x}]}}]}}, {name: b, inputs: {parameters: [{name: message, default: y}]}, container: {image: a:1}}]", "$.spec.templates[0].dag.tasks[0].arguments.parameters[0].name");
        yield return Spec("Q", "ARGO333", "templates: [{name: main, dag: {tasks: [{name: a, template: b, arguments: {parameters: [{name: other, value: x}]}}]}}, {name: b, container: {image: a:1}}]", "$.spec.templates[0].dag.tasks[0].arguments.parameters[0].name");
        yield return Leaf("S", "ARGO319", "container: {image: a:1, resources: {limits: {memory: 512MB}}}", "$.spec.templates[1].container.resources.limits.memory");
        yield return Leaf("S milli", "ARGO334", "container: {image: a:1, resources: {limits: {memory: 512m}}}", "$.spec.templates[1].container.resources.limits.memory");

        static TestCaseData Retry(string name, string code, string retry, string path) => Leaf(name, code, $"retryStrategy: {retry}\ncontainer: {{image: a:1}}", path);
        static TestCaseData Leaf(string name, string code, string template, string path) => new TestCaseData(WithLeaf(template), code, path).SetArgDisplayNames(name);
        static TestCaseData Spec(string name, string code, string spec, string path) => new TestCaseData(WithSpec(spec), code, path).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> Fine()
    {
        foreach ((string name, string template) in new (string, string)[]
                 {
                     ("A tag of an input", "retryStrategy: {limit: 2, expression: '{{=asInt(inputs.parameters.n) > 3}} && asInt(lastRetry.exitCode) > 1'}"),
                     ("B right", "retryStrategy: {limit: 2}\ncontainer: {image: a:1, args: ['{{retries}}', '{{lastRetry.exitCode}}', '{{=asInt(retries) * 30}}']}"),
                     ("B metrics", "metrics: {prometheus: [{name: a, help: b, counter: {value: '{{retries}}'}}]}"),
                     ("C tags", "retryStrategy: {limit: '{{inputs.parameters.n}}', backoff: {duration: '{{inputs.parameters.d}}', factor: '{{inputs.parameters.f}}', maxDuration: 1h30m, cap: 500ms}}"),
                     ("C integers", "retryStrategy: {limit: 2, backoff: {duration: 30, factor: 2, maxDuration: 600}}"),
                     ("D by expression", "retryStrategy: {expression: 'asInt(retries) < 3'}"),
                     ("D zero", "retryStrategy: {limit: 0}"),
                     ("E deadline", "activeDeadlineSeconds: 10"),
                     ("G", "memoize: {key: 'a-{{inputs.parameters.x_y}}', maxAge: 1h30m, cache: {configMap: {name: c}}}"),
                     ("H argv", "container: {image: a:1, command: [sh, -c], args: ['echo \"$1\"', sh, '{{inputs.parameters.x}}']}"),
                     ("H names", "script: {image: a:1, command: [sh], source: 'echo {{pod.name}} {{retries}} {{inputs.artifacts.a.path}}'}\nretryStrategy: {limit: 1}"),
                     ("H no shell", "container: {image: a:1, command: [run], args: [-c, '{{inputs.parameters.x}}']}"),
                     ("I none", "script: {image: a:1, command: [bash], source: \"a || b\\ncase $x in\\n a|b) echo ;;\\n (c | d) e ;;\\nesac\\necho 'a | b' \\\"| c\\\" # d | e\\n[[ a =~ b|c ]]\\necho $((1|2)) ${x//|/}\\ncat <<EOF\\nx | y\\nEOF\\necho a >| b\"}"),
                     ("I pipefail", "script: {image: a:1, command: [bash, -euo, pipefail], source: 'a | b'}"),
                     ("I sh", "script: {image: a:1, command: [sh], source: 'a | b'}"),
                     ("K default", "suspend: {duration: 1h}\noutputs: {parameters: [{name: a, valueFrom: {supplied: {}, default: no-answer}}]}"),
                     ("K endless", "suspend: {}\noutputs: {parameters: [{name: a, valueFrom: {supplied: {}}}]}"),
                     ("O digest", "container: {image: 'a@sha256:00'}"),
                     ("O tag of argo", "container: {image: '{{inputs.parameters.image}}'}"),
                     ("P", "inputs: {parameters: [{name: token-name, value: my-token}, {name: password, value: ''}, {name: x, value: 'https://example.com/a?b=c'}, {name: secret, default: '{{workflow.name}}'}]}"),
                     ("S", "container: {image: a:1, resources: {requests: {memory: 1.5Gi, cpu: 200m, ephemeral-storage: 1e9, nvidia.com/gpu: 1}, limits: {memory: 129M, cpu: .5}}}"),
                 })
        {
            yield return new TestCaseData(WithLeaf(template)).SetArgDisplayNames(name);
        }

        foreach ((string name, string spec) in new (string, string)[]
                 {
                     ("D defaults of leaves", "templateDefaults: {retryStrategy: {limit: 2}}"),
                     ("F graph", "templates: [{name: Main, dag: {tasks: [{name: A, template: b}]}}]"),
                     ("L quoted", "templates: [{name: main, steps: [[{name: a, template: b, when: '\"{{x}}\" == \"a-b\" && ''{{y}}'' != ''c/d'''}, {name: c, template: b, when: '{{n}} > 3'}, {name: d, template: b, when: '{{n}} in (a, b)'}]]}]"),
                     ("M both", "templates: [{name: main, dag: {tasks: [{name: a, template: b}, {name: c, depends: 'a.Failed || a.Errored', template: b}, {name: d, depends: 'c && !a.Succeeded || a.Succeeded', template: b}]}}]"),
                     ("N mounted", "templates: [{name: a, script: {image: a:1, command: [sh], volumeMounts: [{name: w, mountPath: /workspace}], source: \"git clone r /workspace\"}}, {name: b, script: {image: a:1, command: [sh], volumeMounts: [{name: w, mountPath: /workspace/}], source: \"cd /workspace\"}}]"),
                     ("N of the image", "templates: [{name: b, script: {image: a:1, command: [sh], source: \"cd /workspace\"}}]"),
                     ("J default", "templateDefaults: {script: {command: [bash]}}\ntemplates: [{name: b, script: {image: a:1, source: 'make'}}]"),
                     ("Hook", "hooks: {exit: {template: a}, run: {template: a, expression: 'workflow.status == \"Running\"'}}"),
                 })
        {
            yield return new TestCaseData(WithSpec(spec)).SetArgDisplayNames(name);
        }
    }

    [TestCaseSource(nameof(Faults))]
    public void A_fault_is_found_where_it_stands(string yaml, string code, string path)
    {
        LintFinding finding = ArgoLint.Check(yaml).First(found => found.Rule.Code == code);

        finding.Path.Should().Be(path);
        finding.Line.Should().BePositive();
        finding.Column.Should().BePositive();
        finding.Message.Should().NotBeEmpty();
        finding.Fix.Should().NotBeEmpty();
        AdditionRules.All.Should().Contain(finding.Rule);
    }

    [TestCaseSource(nameof(Fine))]
    public void What_is_fine_is_left_alone(string yaml) =>
        ArgoLint.Check(yaml).Where(static found => AdditionRules.All.Contains(found.Rule) && found.Rule.Code is not ("ARGO330" or "ARGO331" or "ARGO332")).Should().BeEmpty();

    [Test]
    public void A_good_manifest_has_no_finding() => ArgoLint.Check(Good).Should().BeEmpty();

    [Test]
    public void The_target_decides_what_is_known()
    {
        string yaml = WithLeaf("retryStrategy: {limit: 2, backoff: {duration: '1', cap: '9'}}\ncontainer: {image: a:1, args: ['{{lastRetry.exitCode}}']}");

        ArgoLint.Check(yaml, new LintOptions { Target = ArgoTarget.V36 }).Select(static found => found.Rule.Code).Should().Contain(["ARGO327", "ARGO302"]);
        ArgoLint.Check(yaml, new LintOptions { Target = ArgoTarget.V37 }).Select(static found => found.Rule.Code).Should().NotContain(["ARGO327", "ARGO302"]);
    }

    [Test]
    public void Codes_are_unique_and_every_rule_has_a_test()
    {
        AdditionRules.All.Select(static rule => rule.Code).Should().OnlyHaveUniqueItems();
        Faults().Select(static fault => (string)fault.Arguments[1]!).Append("ARGO327").Distinct().Should().BeEquivalentTo(AdditionRules.All.Select(static rule => rule.Code));
    }

    [Test]
    public void The_corrected_workflow_has_no_finding()
    {
        string yaml = Repository.ReadBeside("data/argo/corrected-resilient-workflow.yaml");

        ArgoLint.Check(yaml).Where(static found => AdditionRules.All.Contains(found.Rule)).Should().BeEmpty();
    }

    [Test]
    public void The_faults_of_the_seed_that_show_are_found()
    {
        string[] lines = Repository.ReadBeside("seeds/000_efc7f3e2283b64e5.txt").ReplaceLineEndings("\n").Split('\n');
        int first = Array.FindIndex(lines, 1400, static line => line.TrimStart().StartsWith("apiVersion: argoproj.io", StringComparison.Ordinal));
        string[] body = [.. lines.Skip(first).TakeWhile(static line => !line.StartsWith("```", StringComparison.Ordinal))];

        IReadOnlyList<LintFinding> findings = ArgoLint.Check(string.Join('\n', body));

        findings.Select(static found => found.Rule.Code).Should().Contain(["ARGO301", "ARGO302", "ARGO308", "ARGO309", "ARGO314", "ARGO315", "ARGO331", "ARGO332", "ARGO336"]);
    }

    private static string WithLeaf(string template) => Good + "    - name: tested\n" + Indent(template.Contains("container:", StringComparison.Ordinal) || template.Contains("script:", StringComparison.Ordinal) || template.Contains("suspend:", StringComparison.Ordinal) ? template : template + "\ncontainer: {image: a:1}", 6);

    private static string WithSpec(string spec) => "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: bad-}\nspec:\n  entrypoint: main\n" + Indent(spec.Contains("templates:", StringComparison.Ordinal) ? spec : spec + "\ntemplates: [{name: main, container: {image: a:1}}]", 2);

    private static string Indent(string text, int columns) => string.Join('\n', text.Split('\n').Select(line => new string(' ', columns) + line)) + "\n";
}
