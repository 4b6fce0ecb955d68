namespace WorkflowResilience.Tests.Argo;

/// <summary>A manifest that Argo refuses: the line with <c># here</c> is the one that is wrong.</summary>
internal sealed record RefusedManifest(string Code, string Path, string Yaml)
{
    private const string Mark = "# here";

    internal int Line => Yaml.Split('\n').ToList().FindIndex(static line => line.Contains(Mark, StringComparison.Ordinal)) + 1;

    /// <summary>In a workflow that has a template 'echo' with the input 'text' and the entrypoint 'main'.</summary>
    internal static RefusedManifest InTemplates(string code, string path, string templates) => new(code, path, $$$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: test-}
        spec:
          entrypoint: main
          arguments:
            parameters: [{name: given, value: a}]
          templates:
          - name: echo
            inputs: {parameters: [{name: text, default: hello}]}
            container: {image: registry.example/tool:1, args: ["{{inputs.parameters.text}}"]}
            outputs: {parameters: [{name: out, valueFrom: {path: /tmp/out}}]}
        {{{templates}}}
        """);

    /// <summary>In the template 'main', which has nothing else.</summary>
    internal static RefusedManifest InMain(string code, string path, string members) => InTemplates(code, "$.spec.templates[1]" + path, $"""
          - name: main
        {members}
        """);

    /// <summary>In the template 'main', which runs a container besides.</summary>
    internal static RefusedManifest InContainer(string code, string path, string members) => InMain(code, path, "    container: {image: registry.example/tool:1}\n" + members);

    /// <summary>In the specification of a workflow of one template.</summary>
    internal static RefusedManifest InSpec(string code, string path, string members) => new(code, "$.spec" + path, $"""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {"{generateName: test-}"}
        spec:
        {members}
          templates:
          - name: main
            container: {"{image: registry.example/tool:1}"}
        """);

    internal static RefusedManifest InCron(string path, string members) => new("ARGO240", "$.spec" + path, $"""
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {"{name: nightly}"}
        spec:
        {members}
          workflowSpec:
            entrypoint: main
            templates:
            - name: main
              container: {"{image: registry.example/tool:1}"}
        """);

    public override string ToString() => $"{Code} {Path}";
}
