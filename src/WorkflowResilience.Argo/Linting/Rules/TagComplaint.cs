namespace WorkflowResilience.Argo;

/// <summary>Says why a <c>{{tag}}</c> stands for nothing.</summary>
internal static class TagComplaint
{
    private const string Correct = "Correct the name; to keep the text as it is, write it as {{=\"…\"}}.";

    // Beyond that a name is not looked up again only to say more of it.
    private const int MaxCalls = 1_000;

    internal static (LintRule Rule, string Why, string Fix) Of(string tag, LintTemplate template)
    {
        string[] parts = tag.Split('.', 4);
        string last = parts[^1].Shown();
        string who = template.Name is { } name ? $"the template {name.Shown()}" : "the template";
        return parts[0] switch
        {
            "inputs" when parts.Length > 2 && parts[1] is "parameters" => (ArgoRules.Tag, $"{who} has no input parameter {Rest(tag, 2)}", "Declare it under inputs.parameters and pass it in the arguments of the step or task."),
            "inputs" when parts.Length > 2 && parts[1] is "artifacts" => (ArgoRules.Tag, $"{who} has no input artifact of that name, or the artifact no such member", "Declare it under inputs.artifacts; only its path can be asked for, as {{inputs.artifacts.NAME.path}}."),
            "inputs" => (ArgoRules.Tag, $"{who} has no such inputs", "Use {{inputs.parameters.NAME}} or {{inputs.artifacts.NAME.path}}."),
            "item" => (ArgoRules.Tag, "nothing is looped over here that has this member", "Use the members of withItems, in the step or task itself, and pass them on as arguments."),
            "pod" => (ArgoRules.Tag, $"{who} runs no pod, or a pod has only {{{{pod.name}}}}", "Ask for it in the template that runs the container."),
            "workflow" when parts.Length > 2 && parts[1] is "parameters" => (ArgoRules.WorkflowParameter, $"the workflow has no argument {Rest(tag, 2)}", "Declare it under spec.arguments.parameters."),
            "workflow" when parts.Length > 2 && parts[1] is "outputs" => (ArgoRules.Tag, "no output has that globalName", "Give the output that is meant this globalName."),
            "workflow" when parts.Length > 2 && parts[1] is "labels" or "annotations" => (ArgoRules.Tag, $"the workflow has none of its {parts[1]} named {Rest(tag, 2)}", $"Add it to metadata.{parts[1]}."),
            "workflow" when parts[1] is "failures" => (ArgoRules.Tag, "the failures are known to exit handlers only", "Use it in the template that onExit names."),
            "workflow" => (ArgoRules.Tag, $"a workflow has no {last}", Correct),
            "steps" when template.Node.Has("steps") && !IsStep(template, parts[1]) => (ArgoRules.Tag, $"{who} has no step {parts[1].Shown()}", Correct),
            "steps" when template.Node.Has("steps") => (ArgoRules.Tag, "the step has not run yet, or has no such output", "Use outputs that the template of an earlier step declares."),
            "tasks" when template.Node.Has("dag") && !IsStep(template, parts[1]) => (ArgoRules.Tag, $"{who} has no task {parts[1].Shown()}", Correct),
            "tasks" when template.Node.Has("dag") => (ArgoRules.Tag, "the task is not waited for, or has no such output", "Use outputs that the template of the task declares; for its status, wait for it by depends."),
            _ => (ArgoRules.Tag, $"{who} has no {parts[0]}", "Pass the value in as an argument and use {{inputs.parameters.NAME}}."),
        };
    }

    private static bool IsStep(LintTemplate template, string name) => template.Calls.Count > MaxCalls || template.Calls.Any(call => string.Equals(call.Name, name, StringComparison.Ordinal));

    private static string Rest(string tag, int parts)
    {
        int at = 0;
        for (int i = 0; i < parts; i++) at = tag.IndexOf('.', at) + 1;
        return tag[at..].Shown();
    }
}
