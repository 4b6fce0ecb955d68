using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

public sealed class AcceptedTests
{
    [Test]
    public void What_steps_may_name_is_accepted() => Accept("""
          - name: make
            inputs: {parameters: [{name: a}, {name: b, value: ""}, {name: c, valueFrom: {supplied: {}}}], artifacts: [{name: f, path: /f, optional: true}, {name: g, path: /g, raw: {data: x}}]}
            retryStrategy: {limit: "{{inputs.parameters.a}}", retryPolicy: Always}
            script:
              image: registry.example/tool:1
              source: |
                echo {{inputs.parameters.a}} {{ inputs.artifacts.f.path }} {{outputs.parameters.out.path}} {{pod.name}} {{retries}} {{node.name}} {{workflow.creationTimestamp.Y}}
                echo {{=whatever.it.is(1)}} {{.Values.helm}} {{workflow.labels}} {{workflow.parameters.given}} {{workflow.scheduledTime}} {{workflow.annotations.json}} {{workflow.status}}
            outputs:
              parameters: [{name: out, globalName: all, valueFrom: {path: /tmp/out, default: none}}]
              artifacts: [{name: file, path: /tmp/file}]
          - name: gate
            inputs: {parameters: [{name: answer, default: "no"}]}
            suspend: {duration: 1h}
            outputs: {parameters: [{name: answer, valueFrom: {supplied: {}, default: "no"}}]}
          - name: main
            outputs: {parameters: [{name: all, valueFrom: {expression: "steps.one.outputs.result"}}, {name: one, valueFrom: {parameter: "{{steps.one.outputs.parameters.out}}"}}]}
            parallelism: 2
            steps:
            - - name: one
                template: make
                hooks: {exit: {template: echo, arguments: {parameters: [{name: text, value: "{{steps.one.outputs.result}}"}]}}, late: {template: echo, expression: steps["one"].status == "Running"}}
                arguments: {parameters: [{name: a, value: "{{item.x}}{{item}}"}]}
                withItems: [{x: 1}, {x: 2}]
              - name: two
                templateRef: {name: elsewhere, template: any}
              - {name: three, template: gate}
            - - name: four
                template: echo
                withParam: "{{steps.one.outputs.parameters}}"
                when: "'{{steps.two.outputs.parameters.anything}}' == '{{steps.three.outputs.parameters.answer}}' && {{steps.one.exitCode}} == 0"
                arguments: {parameters: [{name: text, value: "{{item.any.field}} {{steps.one.startedAt}} {{workflow.outputs.parameters.all}}"}], artifacts: [{name: file, from: "{{steps.one.outputs.artifacts.file}}"}]}
              - name: five
                inline: {inputs: {parameters: [{name: own}]}, container: {image: registry.example/tool:1, args: ["{{inputs.parameters.own}} {{steps.one.outputs.result}} {{pod.name}}"]}}
                arguments: {parameters: [{name: own, value: a}]}
        """);

    [Test]
    public void What_tasks_may_name_is_accepted() => Accept("""
          - name: main
            inputs: {parameters: [{name: which, default: b}]}
            dag:
              target: "{{inputs.parameters.which}}"
              failFast: false
              tasks:
              - {name: late, depends: "(first.Succeeded || first.Failed) && !loop.AllFailed && other", template: echo, when: "'{{tasks.first.status}}' != '' && '{{tasks.loop.outputs.parameters}}' != ''"}
              - name: first
                template: echo
                hooks: {exit: {template: echo, arguments: {parameters: [{name: text, value: "{{tasks.first.status}}"}]}}}
              - {name: loop, template: echo, withSequence: {count: "3"}, arguments: {parameters: [{name: text, value: "{{item}}"}]}}
              - {name: other, depends: first, template: "{{inputs.parameters.which}}", arguments: {parameters: [{name: text, value: "{{tasks.first.outputs.parameters.out}}"}]}}
            outputs: {parameters: [{name: x, valueFrom: {parameter: "{{tasks.late.outputs.result}}"}}]}
        """);

    [Test]
    public void A_template_for_others_may_lack_what_they_bring() => ArgoRulesTests.Check("""
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: shared}
        spec:
          templates:
          - name: main
            inputs: {parameters: [{name: text}]}
            container: {image: registry.example/tool:1, args: ["{{workflow.parameters.any}} {{workflow.labels.any}} {{workflow.outputs.parameters.any}} {{workflow.failures}} {{inputs.parameters.text}}"]}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: a-}
        spec:
          entrypoint: main
          onExit: main
          workflowTemplateRef: {name: shared}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: a}
        spec:
          schedule: "0 3 * * 1-5"
          timezone: America/Argentina/Buenos_Aires
          concurrencyPolicy: Replace
          workflowSpec: {workflowTemplateRef: {name: unknown}}
        """).Should().BeEmpty();

    [Test]
    public void References_within_the_text_are_followed()
    {
        const string Text = """
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata: {name: shared}
            spec:
              templates:
              - {name: needs, inputs: {parameters: [{name: text}]}, suspend: {}}
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {generateName: a-}
            spec:
              entrypoint: main
              templates:
              - name: main
                steps:
                - - name: a
                    templateRef: {name: shared, template: none}
                  - name: b
                    templateRef: {name: shared, template: needs}
                  - name: c
                    templateRef: {name: shared, template: none, clusterScope: true}
            """;
        ArgoRulesTests.Check(Text).Select(static finding => (finding.Rule.Code, finding.Document, finding.Line)).Should().Equal(("ARGO225", 2, 17), ("ARGO209", 2, 18));
    }

    [TestCase("Helm", "    nodeSelector: {disk: \"{{`{{inputs.parameters.disk}}`}}\"}")]
    [TestCase("braces without end", "    nodeSelector: {disk: \"{{inputs.parameters.disk\"}")]
    [TestCase("null is absent", "    timeout:\n    parallelism:\n    inputs:\n    outputs:\n    metrics:\n    podResources: ~")]
    [TestCase("other shapes are the business of the schema", "    inputs: {parameters: a, artifacts: {a: b}}\n    outputs: []\n    sidecars: x\n    metrics: {prometheus: {}}\n    retryStrategy: 3\n    timeout: 30")]
    [TestCase("filled in later", "    timeout: \"{{workflow.parameters.given}}\"\n    activeDeadlineSeconds: \"{{workflow.parameters.given}}\"\n    retryStrategy: {retryPolicy: \"${POLICY}\"}")]
    public void No_alarm(string what, string members) => ArgoRulesTests.Check(RefusedManifest.InContainer("", "", members).Yaml).Should().BeEmpty(what);

    [TestCase("corrected-resilient-workflow.yaml")]
    [TestCase("exact-delays.yaml")]
    [TestCase("sensor-resume.yaml")]
    public void The_examples_of_the_reference_have_no_finding(string name) => ArgoRulesTests.Check(Repository.ReadBeside("data/argo/" + name)).Should().BeEmpty();

    private static void Accept(string templates) => ArgoRulesTests.Check(RefusedManifest.InTemplates("", "", templates).Yaml).Should().BeEmpty();
}
