namespace WorkflowResilience.Argo;

/// <summary>O: what a manifest lacks for production. Each is said once for a document.</summary>
internal static class ProductionCheck
{
    private const string Resources = "resources";
    private const string ServiceAccount = "serviceAccountName";
    private const string SecurityContext = "securityContext";

    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        if (document.Spec is not { } spec) return;
        ArgoPod[] main = [.. document.Templates.SelectMany(ArgoPod.Of)];
        ArgoPod[] all = [.. document.Templates.SelectMany(static template => ArgoPod.Of(template).Concat(ArgoPod.HelpersOf(template)))];
        CheckImages(all, findings);
        if (main.Length == 0) return;

        YamlMapping[] templates = [.. document.Templates.Select(static template => template.Node)];
        YamlMapping? defaults = spec.MappingAt("templateDefaults");
        YamlMark mark = document.Kind is "CronWorkflow" ? document.Root.MappingAt("spec")!.MarkOf("workflowSpec") : document.Root.MarkOf("spec");
        bool patched = spec.Has("podSpecPatch") || defaults?.Has("podSpecPatch") == true || templates.Any(static template => template.Has("podSpecPatch"));
        if (!patched && !Anywhere(Resources) && !templates.Any(static template => template.Has("podResources")))
        {
            findings.Add(AdditionRules.NoResources, document.SpecPath, mark, "No container says what memory and processor time it needs, so pods are placed anywhere and are the first to be evicted.", "Add resources with requests and limits to the containers.");
        }

        // A library is run by the workflows that use it.
        if (!spec.Has("entrypoint")) return;
        if (!spec.Has(ServiceAccount) && defaults?.Has(ServiceAccount) != true && !templates.Any(static template => template.Has(ServiceAccount)))
        {
            findings.Add(AdditionRules.NoServiceAccount, document.SpecPath, mark, "Pods run under the account 'default' of the namespace, with whatever it may do.", "Name an account of its own: serviceAccountName; it needs create and patch on workflowtaskresults.");
        }

        if (!patched && !spec.Has(SecurityContext) && !templates.Any(static template => template.Has(SecurityContext)) && !Anywhere(SecurityContext))
        {
            findings.Add(AdditionRules.NoSecurityContext, document.SpecPath, mark, "Nothing keeps the pods from running as root.", "Add securityContext: {runAsNonRoot: true, runAsUser: 8737}.");
        }

        bool Anywhere(string member) => all.Any(pod => pod.Node.Has(member)) || defaults?.Has(member) == true || defaults?.MappingAt("container")?.Has(member) == true || defaults?.MappingAt("script")?.Has(member) == true;
    }

    private static void CheckImages(IEnumerable<ArgoPod> pods, LintFindings findings)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (ArgoPod pod in pods)
        {
            if (pod.Node.TextAt("image") is not { Length: > 0 } image || LintTags.HasAny(image) || image.Contains('@', StringComparison.Ordinal)) continue;
            string name = image[(image.LastIndexOf('/') + 1)..];
            int colon = name.IndexOf(':', StringComparison.Ordinal);
            if ((colon >= 0 && name[(colon + 1)..] is not "latest") || !told.Add(image)) continue;
            findings.Add(AdditionRules.MovingImage, pod.Path["image"], pod.Node.MarkOf("image"), $"'{image}' is another image tomorrow; a retry may already run another one.", "Name a version, or better a digest.");
        }
    }
}
