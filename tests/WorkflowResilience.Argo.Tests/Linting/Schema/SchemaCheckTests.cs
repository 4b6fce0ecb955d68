using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class SchemaCheckTests
{
    [Test]
    public void A_manifest_with_nearly_everything_in_it_has_no_finding() => ArgoLint.Check(Everything).Where(IsShape).Should().BeEmpty();

    [TestCase("data/argo/corrected-resilient-workflow.yaml")]
    [TestCase("data/argo/exact-delays.yaml")]
    [TestCase("data/argo/sensor-resume.yaml")]
    public void What_is_correct_has_no_finding(string file) => ArgoLint.Check(Repository.ReadBeside(file)).Where(IsShape).Should().BeEmpty();

    [TestCase("seeds/000_efc7f3e2283b64e5.txt", 1409, "$.spec.templates[1].resources", "script.resources")]
    [TestCase("seeds/002_7fb5fb2493f118a8.txt", 149, "$.spec.templates[0].dag.tasks[0].retryStrategy", "step-with-retry")]
    public void What_argo_refuses_of_a_document_is_found(string file, int line, string path, string fix)
    {
        string[] rest = Repository.ReadBeside(file).Split('\n')[(line - 1)..];
        string yaml = string.Join('\n', rest.TakeWhile(text => !text.StartsWith("```", StringComparison.Ordinal)));

        ArgoLint.Check(yaml).Where(IsShape).Should().ContainSingle().Which.Should().Match<LintFinding>(found => found.Path == path && found.Rule == SchemaRules.UnknownField && found.Fix.Contains(fix));
    }

    [TestCase("entrypont: x", "ARGO401", "entrypont", "entrypoint")]
    [TestCase("Entrypoint: x", "ARGO401", "Entrypoint", "to the letter")]
    [TestCase("retries: 3", "ARGO401", "retries", "Remove it")]
    [TestCase("image: x", "ARGO401", "image", "Remove it")]
    [TestCase("activeDeadlineSeconds: \"300\"", "ARGO403", "activeDeadlineSeconds", "without quotes")]
    [TestCase("activeDeadlineSeconds: 1.5", "ARGO403", "activeDeadlineSeconds", "whole number")]
    [TestCase("activeDeadlineSeconds: 99999999999999999999", "ARGO403", "activeDeadlineSeconds", "whole number")]
    [TestCase("activeDeadlineSeconds: \"{{workflow.parameters.x}}\"", "ARGO403", "activeDeadlineSeconds", "No parameter")]
    [TestCase("suspend: \"true\"", "ARGO403", "suspend", "without quotes")]
    [TestCase("onExit: 1", "ARGO403", "onExit", "\"1\"")]
    [TestCase("onExit: yes", "ARGO403", "onExit", "\"yes\"")]
    [TestCase("onExit: [a]", "ARGO403", "onExit", "single value")]
    [TestCase("nodeSelector: {a: true}", "ARGO403", "nodeSelector.a", "\"true\"")]
    [TestCase("nodeSelector: [a]", "ARGO403", "nodeSelector", "members")]
    [TestCase("volumes: {name: a}", "ARGO403", "volumes", "list")]
    [TestCase("volumes: [{emptyDir: {}}]", "ARGO404", "volumes[0]", "name")]
    [TestCase("volumes: [{name: a, emptyDir: {sizeLimit: 1Q}}]", "ARGO319", "volumes[0].emptyDir.sizeLimit", "512Mi")]
    [TestCase("volumes: [{name: a, emptyDir: {sizeLimit: \"{{x}}\"}}]", "ARGO319", "volumes[0].emptyDir.sizeLimit", "podSpecPatch")]
    [TestCase("podDisruptionBudget: {minAvailable: true}", "ARGO403", "podDisruptionBudget.minAvailable", "whole number")]
    [TestCase("synchronization: {mutex: {name: a}}", "ARGO408", "synchronization.mutex", "mutexes")]
    [TestCase("onExit: a\n  onExit: b", "ARGO402", "onExit", "one of the two")]
    [TestCase("arguments: {parameters: [{name: a, value: 1.10}]}", "ARGO407", "arguments.parameters[0].value", "\"1.10\"")]
    [TestCase("arguments: {parameters: [{name: a, value: yes}]}", "ARGO407", "arguments.parameters[0].value", "\"yes\"")]
    [TestCase("arguments: {parameters: [{name: a, value: [1]}]}", "ARGO403", "arguments.parameters[0].value", "single value")]
    [TestCase("arguments: {parameters: [{name: a, path: /x}]}", "ARGO401", "arguments.parameters[0].path", "valueFrom")]
    public void What_is_not_as_it_must_be_is_found_with_its_place_and_its_fix(string line, string code, string path, string fix)
    {
        IReadOnlyList<LintFinding> findings = [.. Check(line).Where(IsShape)];

        LintFinding found = findings.Should().ContainSingle().Which;
        found.Rule.Code.Should().Be(code);
        found.Path.Should().Be("$.spec." + path);
        found.Line.Should().Be(line.Contains('\n', StringComparison.Ordinal) ? 6 : 5);
        found.Fix.Should().Contain(fix).And.EndWith(found.Fix[^1] == '?' ? "?" : ".");
    }

    [TestCase("activeDeadlineSeconds: 1e3")]
    [TestCase("activeDeadlineSeconds: 0x10")]
    [TestCase("activeDeadlineSeconds: 60.0")]
    [TestCase("activeDeadlineSeconds: null")]
    [TestCase("suspend: on")]
    [TestCase("onExit: 2025-01-01")]
    [TestCase("onExit: 1234e567")]
    [TestCase("onExit: y")]
    [TestCase("arguments: {parameters: [{name: a, value: 42}, {name: b, value: -1.5}, {name: c, value: 0}, {name: d, value: 0.5}]}")]
    [TestCase("podGC: {strategy: \"\"}")]
    [TestCase("podDisruptionBudget: {minAvailable: 50%}")]
    [TestCase("volumes: [{name: a, emptyDir: {sizeLimit: 1.5e3}}]")]
    [TestCase("volumes: &v []\n  tolerations: *v")]
    public void What_is_read_well_has_no_finding(string line) => Check(line).Where(IsShape).Should().BeEmpty();

    [TestCase("schedule: \"* * * * *\"", nameof(ArgoTarget.V37), 0)]
    [TestCase("schedule: \"* * * * *\"", nameof(ArgoTarget.V40), 1)]
    [TestCase("schedules: [\"* * * * *\"]", nameof(ArgoTarget.V36), 0)]
    [TestCase("schedules: [\"* * * * *\"]", nameof(ArgoTarget.V41), 0)]
    public void A_field_is_judged_by_the_target_version(string line, string target, int findings) =>
        ArgoLint.Check($"apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {{name: a}}\nspec:\n  workflowSpec: {{entrypoint: a}}\n  {line}\n", new LintOptions { Target = Enum.Parse<ArgoTarget>(target) })
            .Count(IsShape).Should().Be(findings);

    [TestCase("synchronization: {mutex: {name: a}}", "ARGO408", "ARGO406")]
    [TestCase("metrics: {prometheus: [{name: a, help: b, gauge: {value: \"1\"}}]}", "ARGO409", "ARGO404")]
    public void Without_a_target_only_a_warning_tells_what_newer_versions_refuse(string line, string anyVersion, string newest)
    {
        LintFinding found = Check(line).Where(IsShape).Should().ContainSingle().Which;
        found.Rule.Code.Should().Be(anyVersion);
        found.Rule.Severity.Should().Be(LintSeverity.Warning);
        ArgoLint.Check(Manifest(line), new LintOptions { Target = ArgoTarget.V41 }).Where(IsShape).Should().ContainSingle().Which.Rule.Code.Should().Be(newest);
        ArgoLint.Check(Manifest(line), new LintOptions { Target = ArgoTarget.V37 }).Where(IsShape).Should().BeEmpty();
    }

    private static bool IsShape(LintFinding finding) => SchemaRules.All.Contains(finding.Rule) || finding.Rule == AdditionRules.Quantity;

    private static IReadOnlyList<LintFinding> Check(string line) => ArgoLint.Check(Manifest(line));

    private static string Manifest(string line) => $"apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {{name: a}}\nspec:\n  {line}\n";

    private const string Everything =
        """"
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata:
          generateName: many-
          labels: {a: "1", on: "yes"}
          annotations:
            workflows.argoproj.io/description: |
              x
          creationTimestamp: null
        spec:
          entrypoint: main
          arguments:
            parameters:
              - {name: a, value: 4}
              - {name: b, value: true}
              - {name: c, value: 1.5}
              - {name: d, enum: [1, 2], value: 1}
              - name: e
                valueFrom: {configMapKeyRef: {name: x, key: y}}
            artifacts:
              - {name: in, raw: {data: hello}}
              - {name: s, s3: {bucket: b, key: k, endpoint: e, insecure: true, accessKeySecret: {name: n, key: k}}}
          volumes:
            - {name: w, emptyDir: {}}
            - {name: e, emptyDir: }
            - {name: p, projected: {defaultMode: 0644, sources: [{secret: {name: s}}]}}
            - {name: h, hostPath: {path: /x, type: Directory}}
          volumeClaimTemplates:
            - metadata: {name: work, creationTimestamp: null}
              spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
              status: {}
          podDisruptionBudget: {minAvailable: 9999}
          ttlStrategy: {secondsAfterCompletion: 10}
          podGC: {strategy: OnPodSuccess, deleteDelayDuration: 30s, labelSelector: {matchLabels: {a: b}}}
          nodeSelector: {kubernetes.io/arch: amd64}
          tolerations: [{key: a, operator: Exists, effect: NoSchedule, tolerationSeconds: 30}]
          dnsConfig: {nameservers: [1.2.3.4], options: [{name: ndots, value: "2"}]}
          hostAliases: [{ip: 1.2.3.4, hostnames: [a]}]
          imagePullSecrets: [{name: a}]
          hooks: {exit: {template: x}, running: {expression: workflow.status == "Running", template: x}}
          metrics: {prometheus: [{name: a, help: b, labels: [{key: a, value: b}], gauge: {realtime: true, value: "{{workflow.duration}}"}}, {name: h, help: b, histogram: {value: "1", buckets: [1, 2.5, 1e3]}}]}
          synchronization: {mutexes: [{name: a}], semaphores: [{configMapKeyRef: {name: a, key: b}}]}
          templateDefaults: {timeout: 30s, container: {imagePullPolicy: Always}, retryStrategy: {limit: 2}}
          podSpecPatch: |
            containers: [{name: main, resources: {limits: {cpu: "{{workflow.parameters.c}}"}}}]
          templates:
            - name: main
              steps:
                - - name: a
                    template: x
                    withItems: [1, two, {a: b}, [c], true, null]
                    arguments: {parameters: [{name: i, value: "{{item}}"}]}
                    when: "{{x}} == y"
                  - {name: b, inline: {container: {image: a}}, withSequence: {count: 5}}
                - - {name: c, templateRef: {name: a, template: b, clusterScope: true}, withParam: "{{x}}", continueOn: {failed: true}}
                  - {name: d, template: y, withSequence: {start: "1", end: "{{x}}", format: "%d"}, hooks: {exit: {template: x}}}
            - name: x
              activeDeadlineSeconds: "{{inputs.parameters.a}}"
              inputs: {parameters: [{name: i, default: 7, description: what}], artifacts: [{name: g, path: /x, git: {repo: https://example.com/x.git, depth: 1}, mode: 0755, archive: {none: {}}}]}
              retryStrategy: {limit: 10, retryPolicy: Always, backoff: {duration: "1", factor: 2, maxDuration: 1m, cap: "10"}, affinity: {nodeAntiAffinity: {}}}
              container:
                image: registry.example/a:1
                command: [sh, -c]
                args: ["a", "-x"]
                env: [{name: A, value: "1"}, {name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}, {name: C, valueFrom: {secretKeyRef: {name: a, key: b, optional: true}}}]
                resources: {limits: {cpu: 1.5, memory: 1Gi, nvidia.com/gpu: 1}, requests: {cpu: 100m, memory: 1e3}}
                ports: [{containerPort: 80, name: http}]
                readinessProbe: {httpGet: {port: 80, path: /, httpHeaders: [{name: a, value: b}]}, initialDelaySeconds: 5}
                securityContext: {runAsUser: 1000, capabilities: {drop: [ALL]}}
                volumeMounts: [{name: w, mountPath: /w}]
                imagePullPolicy: "{{workflow.parameters.b}}"
              sidecars: [{name: s, image: a, mirrorVolumeMounts: true}]
              initContainers: [{name: i, image: a}]
              outputs: {parameters: [{name: o, valueFrom: {path: /x, default: 0}, globalName: g}], artifacts: [{name: a, path: /x, archive: {tar: {compressionLevel: 0}}, optional: true, s3: {key: a}}]}
              memoize: {key: a, maxAge: 1h, cache: {configMap: {name: a}}}
              metrics: {prometheus: [{name: a, help: b, when: x, counter: {value: "1"}}]}
              metadata: {labels: {a: b}}
              podResources: {limits: {cpu: 1}}
              pendingTimeout: 10s
            - name: y
              dag:
                failFast: false
                tasks: [{name: a, template: x, depends: b.Succeeded}, {name: b, template: x, dependencies: []}]
            - {name: s, suspend: {}, inputs: {parameters: [{name: a}]}, outputs: {parameters: [{name: a, valueFrom: {supplied: {}, default: x}}]}}
            - {name: sd, suspend: {duration: "20"}}
            - {name: r, resource: {action: create, successCondition: x, setOwnerReference: true, flags: [--x], manifest: "a: b"}}
            - {name: h, http: {url: https://example.com, method: GET, headers: [{name: a, value: b}, {name: c, valueFrom: {secretKeyRef: {name: a, key: b}}}], timeoutSeconds: 20, successCondition: x, body: y}}
            - {name: p, plugin: {slack: {text: "x", deep: [1, {a: true}]}}}
            - {name: cs, containerSet: {volumeMounts: [{name: a, mountPath: /a}], retryStrategy: {retries: 2, duration: 5s}, containers: [{name: a, image: b}, {name: main, image: c, dependencies: [a]}]}, outputs: {parameters: [{name: m, valueFrom: {path: /x}}]}}
            - {name: d, data: {source: {artifactPaths: {name: a, s3: {bucket: b}}}, transformation: [{expression: "x"}]}}
            - {name: sc, script: {image: a, command: [python], source: "print(1)"}, affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In, values: [b]}]}]}}}}
        status:
          phase: Running
          whatever: {x: 1}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: c}
        spec:
          schedules: ["* * * * *"]
          concurrencyPolicy: Replace
          startingDeadlineSeconds: 0
          suspend: yes
          timezone: Europe/Vienna
          stopStrategy: {expression: cronworkflow.failed >= 3}
          workflowMetadata: {labels: {a: b}}
          workflowSpec: {workflowTemplateRef: {name: a}, arguments: {parameters: [{name: a, value: b}]}}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowEventBinding
        metadata: {name: c}
        spec:
          event: {selector: 'payload.a != ""'}
          submit: {workflowTemplateRef: {name: a}, metadata: {generateName: x-}, arguments: {parameters: [{name: a, valueFrom: {event: payload.a}}]}}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: c}
        spec: {source: {x: 1}, project: default}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Sensor
        spec: {foo: 1}
        ---
        apiVersion: v1
        kind: ConfigMap
        data: {a: 1}
        ---
        # nothing
        ---
        apiVersion: v1
        kind: List
        items:
          - apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata: {name: x}
            spec: {templates: [{name: a, container: &c {image: b}}, {name: d, container: {<<: *c, image: x, command: [a]}}]}
          - {apiVersion: v1, kind: Secret}
        """";
}
