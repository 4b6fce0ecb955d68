using static WorkflowResilience.Tests.Argo.RefusedManifest;

namespace WorkflowResilience.Tests.Argo;

/// <summary>One manifest and more for every rule.</summary>
internal static class RefusedManifests
{
    private static readonly string s_long = new('a', 64);

    internal static IEnumerable<RefusedManifest> All => [.. OfNames, .. OfTemplates, .. OfTags, .. OfArguments, .. OfArtifacts, .. OfContainers, .. OfCalls, .. OfDags, .. OfOutputs, .. OfTheRest];

    private static IEnumerable<RefusedManifest> OfNames =>
    [
        new("ARGO201", "$.metadata.name", $"""
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata:
              name: {s_long} # here
            spec:
              templates: []
            """),
        new("ARGO201", "$.metadata.name", $"""
            apiVersion: argoproj.io/v1alpha1
            kind: CronWorkflow
            metadata:
              name: {s_long[..53]} # here
            spec: {"{schedules: ['@daily'], workflowSpec: {workflowTemplateRef: {name: a}}}"}
            """),
        InSpec("ARGO202", "", "  serviceAccountName: runner # here"),
        InSpec("ARGO202", ".entrypoint", "  entrypoint: start # here"),
        InSpec("ARGO203", ".onExit", "  entrypoint: main\n  onExit: farewell # here"),
        InSpec("ARGO203", ".hooks.exit.template", "  entrypoint: main\n  hooks:\n    exit:\n      template: farewell # here"),
        InTemplates("ARGO204", "$.spec.templates[1]", "  - suspend: {} # here\n  - name: main\n    suspend: {}"),
        InTemplates("ARGO204", "$.spec.templates[2].name", "  - name: main\n    suspend: {}\n  - name: echo # here\n    suspend: {}"),
        InTemplates("ARGO204", "$.spec.templates[2].name", "  - name: main\n    suspend: {}\n  - name: two_words # here\n    suspend: {}"),
        InContainer("ARGO206", ".inputs.parameters[0].name", "    inputs:\n      parameters:\n      - name: a.b # here\n        default: x"),
        InContainer("ARGO206", ".outputs.artifacts[1].name", "    outputs:\n      artifacts:\n      - {name: a, path: /a}\n      - {name: a, path: /b} # here"),
        InSpec("ARGO206", ".arguments.parameters[0]", "  entrypoint: main\n  arguments:\n    parameters:\n    - value: a # here"),
    ];

    private static IEnumerable<RefusedManifest> OfTemplates =>
    [
        InMain("ARGO205", ".suspend", "    suspend: {} # here\n    script: {image: registry.example/tool:1, source: a}"),
        InMain("ARGO205", "", "    retryStrategy: {limit: \"1\"}").On("  - name: main"),
        InMain("ARGO205", ".suspend", "    suspend: # here"),
        InContainer("ARGO213", ".retryStrategy.retryPolicy", "    retryStrategy:\n      retryPolicy: onFailure # here"),
        InContainer("ARGO214", ".timeout", "    timeout: \"30\" # here"),
        InMain("ARGO214", ".timeout", "    suspend: {}\n    timeout: 30s # here"),
        InMain("ARGO215", ".pendingTimeout", "    pendingTimeout: 30s # here\n    steps: [[{name: a, template: echo}]]"),
        InMain("ARGO216", ".activeDeadlineSeconds", "    activeDeadlineSeconds: 30 # here\n    steps: [[{name: a, template: echo}]]"),
        InContainer("ARGO216", ".activeDeadlineSeconds", "    activeDeadlineSeconds: 5m # here"),
        InContainer("ARGO216", ".activeDeadlineSeconds", "    activeDeadlineSeconds: -1 # here"),
        InContainer("ARGO217", ".parallelism", "    parallelism: 2 # here"),
        InMain("ARGO237", ".podResources", "    http: {url: https://example.com}\n    podResources: {limits: {cpu: \"1\"}} # here"),
        InContainer("ARGO237", ".podResources.limits.ephemeral-storage", "    podResources:\n      limits:\n        ephemeral-storage: 1Gi # here"),
        InContainer("ARGO237", ".podResources.claims", "    podResources:\n      claims: [{name: gpu}] # here"),
        InMain("ARGO238", ".resourceClaims", "    suspend: {}\n    resourceClaims: [{name: gpu}] # here"),
    ];

    private static IEnumerable<RefusedManifest> OfTags =>
    [
        InContainer("ARGO207", ".nodeSelector.disk", "    nodeSelector:\n      disk: \"{{inputs.parameters.disk}}\" # here"),
        InContainer("ARGO207", ".nodeSelector.disk", "    nodeSelector:\n      disk: \"{{ inputs.artifacts.disk.path }}\" # here"),
        InContainer("ARGO207", ".nodeSelector.disk", "    nodeSelector:\n      disk: \"{{workflow.labels.disk}}\" # here"),
        InContainer("ARGO207", ".nodeSelector.disk", "    nodeSelector:\n      disk: \"{{workflow.outputs.parameters.disk}}\" # here"),
        InContainer("ARGO207", ".nodeSelector.disk", "    nodeSelector:\n      disk: \"{{workflow.failures}}\" # here"),
        InContainer("ARGO207", ".nodeSelector.disk", "    nodeSelector:\n      disk: \"{{workflow.parameter.given}}\" # here"),
        InContainer("ARGO207", ".nodeSelector.disk", "    nodeSelector:\n      disk: \"{{steps.a.outputs.result}}\" # here"),
        InContainer("ARGO207", ".nodeSelector.disk", "    nodeSelector:\n      disk: \"{{item.disk}}\" # here"),
        InContainer("ARGO208", ".nodeSelector.disk", "    nodeSelector:\n      disk: \"{{workflow.parameters.disk}}\" # here"),
        InMain("ARGO207", ".steps[0][0].when", "    steps:\n    - - name: a\n        template: echo\n        when: \"'{{steps.b.outputs.result}}' == 'x'\" # here\n    - - {name: b, template: echo}"),
        InMain("ARGO207", ".steps[1][0].when", "    steps:\n    - - {name: a, template: echo}\n    - - name: b\n        template: echo\n        when: \"{{steps.a.outputs.parameters.none}}\" # here"),
        InMain("ARGO207", ".steps[0][0].arguments.parameters[0].value", "    steps:\n    - - name: a\n        template: echo\n        withItems: [{one: 1}]\n        arguments: {parameters: [{name: text, value: \"{{item.two}}\"}]} # here"),
        InMain("ARGO207", ".dag.tasks[1].when", "    dag:\n      tasks:\n      - {name: a, template: echo}\n      - name: b\n        template: echo\n        when: \"{{tasks.a.status}} == Failed\" # here"),
        InMain("ARGO207", ".outputs.parameters[0].valueFrom.parameter", "    dag:\n      tasks: [{name: a, template: echo}]\n    outputs:\n      parameters:\n      - name: x\n        valueFrom: {parameter: \"{{tasks.b.outputs.result}}\"} # here"),
    ];

    private static IEnumerable<RefusedManifest> OfArguments =>
    [
        InTemplates("ARGO209", "$.spec.templates[2].steps[0][0].template", "  - name: needs\n    inputs: {parameters: [{name: what}]}\n    suspend: {}\n  - name: main\n    steps:\n    - - name: a\n        template: needs # here"),
        InTemplates("ARGO209", "$.spec.templates[2].dag.tasks[0].arguments", "  - name: needs\n    inputs: {artifacts: [{name: what, path: /a}]}\n    container: {image: registry.example/tool:1}\n  - name: main\n    dag:\n      tasks:\n      - name: a\n        template: needs\n        arguments: {parameters: []} # here"),
        InMain("ARGO210", ".steps[0][0].arguments.parameters[0]", "    steps:\n    - - name: a\n        template: echo\n        arguments:\n          parameters:\n          - name: text # here"),
        InMain("ARGO210", ".steps[0][0].arguments.parameters[0].valueFrom", "    steps:\n    - - name: a\n        template: echo\n        arguments:\n          parameters:\n          - name: text\n            valueFrom: {expression: a} # here"),
        InMain("ARGO210", ".steps[0][0].arguments.artifacts[0]", "    steps:\n    - - name: a\n        template: echo\n        arguments:\n          artifacts:\n          - name: file # here"),
        InSpec("ARGO211", ".arguments.parameters[0].value", "  entrypoint: main\n  arguments:\n    parameters:\n    - name: size\n      value: huge # here\n      enum: [small, large]"),
        InSpec("ARGO211", ".arguments.parameters[0].enum", "  entrypoint: main\n  arguments:\n    parameters:\n    - name: size\n      enum: [] # here"),
    ];

    private static IEnumerable<RefusedManifest> OfArtifacts =>
    [
        InContainer("ARGO212", ".inputs.artifacts[0]", "    inputs:\n      artifacts:\n      - name: a # here\n        optional: true"),
        InContainer("ARGO212", ".inputs.artifacts[0].path", "    inputs:\n      artifacts:\n      - name: a\n        optional: true\n        path: /tmp/a/../../etc # here"),
        InContainer("ARGO212", ".inputs.artifacts[0].from", "    inputs:\n      artifacts:\n      - name: a\n        path: /a\n        from: \"{{=x}}\" # here"),
        InMain("ARGO212", ".inputs.artifacts[0].path", "    steps: [[{name: a, template: echo}]]\n    inputs:\n      artifacts:\n      - name: a\n        optional: true\n        path: /a # here"),
        InContainer("ARGO234", ".outputs.artifacts[0]", "    outputs:\n      artifacts:\n      - name: a # here"),
        InContainer("ARGO234", ".outputs.artifacts[0].globalName", "    outputs:\n      artifacts:\n      - name: a\n        path: /a\n        globalName: a b # here"),
    ];

    private static IEnumerable<RefusedManifest> OfContainers =>
    [
        InMain("ARGO218", ".container", "    container: {args: [a]} # here"),
        InMain("ARGO218", ".script.image", "    script:\n      image: \"\" # here\n      source: a"),
        InMain("ARGO219", ".inputs.artifacts[0].path", "    inputs:\n      artifacts:\n      - {name: a, path: /data, raw: {data: a}} # here\n    container:\n      image: registry.example/tool:1\n      volumeMounts: [{name: v, mountPath: /data}]"),
        InMain("ARGO220", ".containerSet", "    containerSet: {containers: []} # here"),
        InMain("ARGO220", ".containerSet.containers[0].dependencies[0]", "    containerSet:\n      containers:\n      - name: main\n        dependencies: [first] # here"),
        InMain("ARGO220", ".containerSet.containers[0].dependencies", "    containerSet:\n      containers:\n      - name: a\n        dependencies: [b] # here\n      - name: b\n        dependencies: [a]"),
        InMain("ARGO220", ".containerSet.containers", "    outputs: {artifacts: [{name: a, path: /a}]}\n    containerSet:\n      containers: [{name: a}] # here"),
        InMain("ARGO220", ".containerSet.volumeMounts[1].mountPath", "    containerSet:\n      containers: [{name: a}]\n      volumeMounts:\n      - {name: v, mountPath: /a}\n      - {name: w, mountPath: /a} # here"),
        InContainer("ARGO221", ".sidecars[0].name", "    sidecars:\n    - name: wait # here"),
        InContainer("ARGO222", ".initContainers[0]", "    initContainers:\n    - image: registry.example/tool:1 # here"),
        InMain("ARGO223", ".resource.action", "    resource:\n      action: update # here\n      manifest: a"),
        InMain("ARGO223", ".resource.action", "    resource:\n      action: create # here").At(".resource"),
        InMain("ARGO223", ".resource.manifest", "    resource:\n      action: create\n      manifest: \"a: {{=b}}\\n c: [\" # here"),
        InMain("ARGO223", ".resource.manifestFrom.artifact.name", "    resource:\n      action: create\n      manifestFrom: {artifact: {name: file}} # here"),
    ];

    private static IEnumerable<RefusedManifest> OfCalls =>
    [
        InMain("ARGO224", ".steps[0][1].name", "    steps:\n    - - {name: a, template: echo}\n      - {name: a, template: echo} # here"),
        InMain("ARGO224", ".dag.tasks[0]", "    dag:\n      tasks:\n      - template: echo # here"),
        InMain("ARGO225", ".steps[0][0].template", "    steps:\n    - - {name: a, template: none} # here"),
        InMain("ARGO225", ".steps[0][0]", "    steps:\n    - - name: a # here"),
        InMain("ARGO225", ".steps[0][0].template", "    steps:\n    - - name: a\n        template: echo # here\n        templateRef: {name: other, template: echo}"),
        InMain("ARGO225", ".steps[0][0].templateRef", "    steps:\n    - - name: a\n        templateRef: {name: other} # here"),
        InMain("ARGO226", ".steps[0][0].withParam", "    steps:\n    - - name: a\n        template: echo\n        withItems: [1]\n        withParam: \"[1]\" # here"),
        InMain("ARGO226", ".dag.tasks[0].withSequence.end", "    dag:\n      tasks:\n      - name: a\n        template: echo\n        withSequence: {count: \"1\", end: \"2\"} # here"),
        InMain("ARGO227", ".steps[0][0].hooks.running", "    steps:\n    - - name: a\n        template: echo\n        hooks:\n          running: {template: echo} # here"),
        InSpec("ARGO227", ".hooks.running", "  entrypoint: main\n  hooks:\n    running: {template: main} # here"),
    ];

    private static IEnumerable<RefusedManifest> OfDags =>
    [
        InMain("ARGO228", ".dag", "    dag: {tasks: []} # here"),
        InMain("ARGO228", ".dag.tasks[1].name", "    dag:\n      tasks:\n      - {name: a, template: echo}\n      - {name: 1b, template: echo, dependencies: [a]} # here"),
        InMain("ARGO228", ".dag.tasks[2].dependencies", "    dag:\n      tasks:\n      - {name: a, template: echo}\n      - {name: b, template: echo, depends: a}\n      - {name: c, template: echo, dependencies: [a]} # here"),
        InMain("ARGO228", ".dag.tasks[0].continueOn", "    dag:\n      tasks:\n      - {name: a, template: echo, continueOn: {failed: true}} # here\n      - {name: b, template: echo, depends: a}"),
        InMain("ARGO229", ".dag.tasks[0].dependencies[0]", "    dag:\n      tasks:\n      - {name: a, template: echo, dependencies: [b]} # here"),
        InMain("ARGO229", ".dag.tasks[1].depends", "    dag:\n      tasks:\n      - {name: a, template: echo}\n      - {name: b, template: echo, depends: a.Success && !a.Failed} # here"),
        InMain("ARGO229", ".dag.tasks[1].depends", "    dag:\n      tasks:\n      - {name: a, template: echo}\n      - {name: b, template: echo, depends: a.AnySucceeded} # here"),
        InMain("ARGO230", ".dag.tasks[0].depends", "    dag:\n      tasks:\n      - {name: a, template: echo, depends: c} # here\n      - {name: b, template: echo, depends: a}\n      - {name: c, template: echo, depends: b}"),
        InMain("ARGO231", ".dag.tasks[1].arguments.parameters[0].value", "    dag:\n      tasks:\n      - {name: a, template: echo}\n      - name: b\n        template: echo\n        arguments: {parameters: [{name: text, value: \"{{tasks.a.outputs.parameters.out}}\"}]} # here"),
        InMain("ARGO232", ".dag.target", "    dag:\n      target: a b # here\n      tasks: [{name: a, template: echo}]"),
    ];

    private static IEnumerable<RefusedManifest> OfOutputs =>
    [
        InContainer("ARGO233", ".outputs.parameters[0]", "    outputs:\n      parameters:\n      - name: a # here"),
        InContainer("ARGO233", ".outputs.parameters[0].valueFrom", "    outputs:\n      parameters:\n      - name: a\n        value: b\n        valueFrom: {path: /a} # here"),
        InContainer("ARGO233", ".outputs.parameters[0].valueFrom.supplied", "    outputs:\n      parameters:\n      - name: a\n        valueFrom: {path: /a, supplied: {}} # here"),
        InContainer("ARGO233", ".outputs.parameters[0].valueFrom.expression", "    outputs:\n      parameters:\n      - name: a\n        valueFrom: {expression: b} # here"),
        InMain("ARGO233", ".outputs.parameters[0].valueFrom", "    suspend: {}\n    outputs:\n      parameters:\n      - name: a\n        valueFrom: {default: b} # here"),
    ];

    private static IEnumerable<RefusedManifest> OfTheRest =>
    [
        InContainer("ARGO235", ".metrics.prometheus[0].name", "    metrics:\n      prometheus:\n      - {name: a-b, help: a, counter: {value: \"1\"}} # here"),
        InContainer("ARGO235", ".metrics.prometheus[0]", "    metrics:\n      prometheus:\n      - {name: a, counter: {value: \"1\"}} # here"),
        InContainer("ARGO235", ".metrics.prometheus[0].labels[0].key", "    metrics:\n      prometheus:\n      - {name: a, help: a, labels: [{key: a.b, value: c}], counter: {value: \"1\"}} # here"),
        InContainer("ARGO235", ".metrics.prometheus[0].counter", "    metrics:\n      prometheus:\n      - {name: a, help: a, counter: {}} # here"),
        InContainer("ARGO235", ".metrics.prometheus[0].gauge.value", "    metrics:\n      prometheus:\n      - {name: a, help: a, gauge: {realtime: true, value: \"{{resourcesDuration.cpu}}\"}} # here"),
        InSpec("ARGO236", ".podGC.strategy", "  entrypoint: main\n  podGC:\n    strategy: OnSuccess # here"),
        InSpec("ARGO236", ".podGC.labelSelector.matchExpressions[0].operator", "  entrypoint: main\n  podGC:\n    labelSelector:\n      matchExpressions:\n      - {key: a, operator: Equals, values: [b]} # here"),
        InSpec("ARGO239", ".templates", "  workflowTemplateRef: {name: other}").On("  templates:"),
        InCron("", "  suspend: true # here"),
        InCron(".schedules[1]", "  schedules:\n  - \"@daily\"\n  - 0 25 * * * # here"),
        InCron(".schedule", "  schedule: 0 0 * * 7 # here"),
        InCron(".timezone", "  schedules: [\"@daily\"]\n  timezone: CEST # here"),
        InCron(".concurrencyPolicy", "  schedules: [\"@daily\"]\n  concurrencyPolicy: forbid # here"),
        InCron(".startingDeadlineSeconds", "  schedules: [\"@daily\"]\n  startingDeadlineSeconds: -1 # here"),
    ];

    /// <summary>Marks another line as the wrong one.</summary>
    private static RefusedManifest On(this RefusedManifest manifest, string line) => manifest with { Yaml = manifest.Yaml.Replace(line + "\n", line + " # here\n", StringComparison.Ordinal) };

    private static RefusedManifest At(this RefusedManifest manifest, string path) => manifest with { Path = "$.spec.templates[1]" + path };
}
