using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>Names: of the manifest (1), of templates (4), of steps and tasks (24), of parameters and artifacts (6).</summary>
internal static class NameRules
{
    private const int Longest = 63;

    // A point in time is appended to the name of each run.
    private const int LongestOfCron = 52;

    private const string FieldForm = "letters, digits and '-', beginning with a letter or digit, at most 128 characters";
    private const string ParameterForm = "letters, digits, '-' and '_'";

    internal static void Check(RuleInput input)
    {
        CheckLength(input);
        RuleNames.Check(input, ArgoRules.TemplateName, input.Templates.Where(static template => template.InlineOf is null).Select(static template => (template.Node, template.Path)), "template", RuleNames.IsField, FieldForm);
        CheckArguments(input, input.Document.Spec, input.Document.SpecPath);
        foreach (LintTemplate template in input.Templates)
        {
            CheckParameters(input, template.Node.MappingAt("inputs"), template.Path["inputs"], "input");
            CheckParameters(input, template.Node.MappingAt("outputs"), template.Path["outputs"], "output");
            RuleNames.Check(input, ArgoRules.CallName, template.Calls.Select(static call => (call.Node, call.Path)), template.Node.Has("dag") ? "task" : "step", RuleNames.IsField, FieldForm);
            foreach (LintCall call in template.Calls) CheckArguments(input, call.Node, call.Path);
        }
    }

    private static void CheckLength(RuleInput input)
    {
        if (input.Document.Root.MappingAt("metadata") is not { } metadata || metadata.TextAt("name") is not { } name || name.IsOpen()) return;
        int most = input.Document.Kind is "CronWorkflow" ? LongestOfCron : Longest;
        int length = RuleNames.Bytes(name);
        if (length <= most) return;
        input.AddAt(ArgoRules.NameLength, metadata, LintPath.Root["metadata"], "name",
            string.Create(CultureInfo.InvariantCulture, $"The name {name.Shown()} has {length} characters; a {input.Document.Kind} may have {most}."),
            string.Create(CultureInfo.InvariantCulture, $"Shorten it to {most} characters."));
    }

    private static void CheckArguments(RuleInput input, YamlMapping? node, LintPath path) => CheckParameters(input, node?.MappingAt("arguments"), path["arguments"], "argument");

    private static void CheckParameters(RuleInput input, YamlMapping? node, LintPath path, string what)
    {
        RuleNames.Check(input, ArgoRules.ParameterName, node.ItemsAt("parameters", path), what + " parameter", RuleNames.IsParameter, ParameterForm);
        RuleNames.Check(input, ArgoRules.ParameterName, node.ItemsAt("artifacts", path), what + " artifact", RuleNames.IsParameter, ParameterForm);
    }
}
