namespace WorkflowResilience.Argo;

/// <summary>Compares a manifest with the schema, as Argo's strict reading does.</summary>
internal sealed class SchemaCheck
{
    private readonly ArgoTarget? _target;
    private readonly ArgoTarget _newest;
    private readonly LintFindings _findings;
    private readonly bool _hasDefaults;

    private SchemaCheck(LintDocument document, LintOptions options, LintFindings findings)
    {
        _target = options.Target;
        _newest = options.Newest;
        _findings = findings;
        _hasDefaults = document.Spec?.MappingAt("templateDefaults") is not null;
    }

    internal static void Run(LintDocument document, LintOptions options, LintFindings findings)
    {
        if (!ArgoSchema.Kinds.Contains(document.Kind)) return;
        new SchemaCheck(document, options, findings).Members(new SchemaPlace(ArgoSchema.Of(document.Kind), document.Root, document.Path, Outer: null, IsDefaults: false));
    }

    private void Members(SchemaPlace place)
    {
        for (int i = 0; i < place.Node.Count; i++)
        {
            YamlMember member = place.Node[i];
            if (IsDuplicate(place.Node, i, place.Path)) continue;
            if (place.Type[member.Key] is not { } field)
            {
                _findings.Add(SchemaRules.UnknownField, place.Path[member.Key], member.Mark, $"{LintText.Short(member.Key)} is no field of {place.Type.Words}.", place.FixFor(member.Key, _newest));
            }
            else if (_target is { } target && !field.IsIn(target))
            {
                _findings.Add(SchemaRules.OtherVersion, place.Path[member.Key], member.Mark, $"{LifeOf(field, target)}; the target is {target.Text()}.", Instead(field));
            }
            else
            {
                if (!field.IsIn(_newest)) _findings.Add(SchemaRules.GoneLater, place.Path[member.Key], member.Mark, LifeOf(field, _newest) + ".", Instead(field));
                Value(field.Shape, member.Value, member.Mark, place.Path[member.Key], place with { IsDefaults = place.IsDefaults || field.Name is "templateDefaults" });
                if (field.Values.Count > 0) Choice(field, member.Value, place.Path[member.Key], member.Mark);
            }
        }

        Required(place);
    }

    private void Required(SchemaPlace place)
    {
        if (place.IsDefaults || (_hasDefaults && place.Type.Name is "Container" or "ScriptTemplate")) return;
        foreach (SchemaField field in place.Type.Fields)
        {
            if (!(_newest >= field.RequiredSince) || !field.IsIn(_newest) || place.Node[field.Name] is not (null or YamlScalar { IsNull: true })) continue;
            bool always = _target is not null || ArgoTarget.V36 >= field.RequiredSince;
            string since = always ? "" : $" since Argo Workflows {field.RequiredSince!.Value.Text()}";
            _findings.Add(always ? SchemaRules.Missing : SchemaRules.MissingLater, place.Path, place.Node.Mark, $"{field.Name} is required in {place.Type.Words}{since} and absent.", $"Write {field.Name}.");
        }
    }

    private void Value(SchemaShape shape, YamlNode value, YamlMark mark, LintPath path, SchemaPlace outer)
    {
        if (value is YamlScalar { IsNull: true }) return;
        switch (shape.Kind)
        {
            case SchemaKind.Members when value is YamlMapping node:
                Members(new SchemaPlace(shape.Type!, node, path, outer, outer.IsDefaults));
                break;
            case SchemaKind.Map when value is YamlMapping node:
                for (int i = 0; i < node.Count; i++)
                {
                    if (!IsDuplicate(node, i, path)) Value(shape.Item!, node[i].Value, node[i].Mark, path[node[i].Key], outer);
                }

                break;
            case SchemaKind.List when value is YamlSequence list:
                for (int i = 0; i < list.Count; i++) Value(shape.Item!, list[i], list[i].Mark, path[i], outer);
                break;
            case SchemaKind.Any:
            case SchemaKind.Object when value is YamlMapping:
                Inner(value, path);
                break;
            default:
                if (SchemaScalars.FaultOf(shape, value) is { } fault) _findings.Add(fault.Rule, path, value.Mark is { Line: > 0 } ? value.Mark : mark, fault.Message, fault.Fix);
                break;
        }
    }

    // Names must not stand twice even where any are right.
    private void Inner(YamlNode value, LintPath path)
    {
        if (value is YamlMapping node)
        {
            for (int i = 0; i < node.Count; i++)
            {
                if (!IsDuplicate(node, i, path)) Inner(node[i].Value, path[node[i].Key]);
            }
        }
        else if (value is YamlSequence list)
        {
            for (int i = 0; i < list.Count; i++) Inner(list[i], path[i]);
        }
    }

    private bool IsDuplicate(YamlMapping node, int index, LintPath path)
    {
        YamlMember member = node[index];
        int first = node.IndexOf(member.Key);
        if (first == index) return false;
        _findings.Add(SchemaRules.Duplicate, path[member.Key], member.Mark, $"{LintText.Short(member.Key)} stands twice, first in line {LintText.Of(node[first].Mark.Line)}.", "Keep one of the two.");
        return true;
    }

    private void Choice(SchemaField field, YamlNode value, LintPath path, YamlMark mark)
    {
        if (value is not YamlScalar { IsString: true, Value: { Length: > 0 } text } || text.Contains("{{", StringComparison.Ordinal) || field.Values.Contains(text, StringComparer.Ordinal)) return;
        string hint = NearestName.Of(text, field.Values) is { } near ? $"Did you mean {near}?" : $"Write one of {string.Join(", ", field.Values)}.";
        _findings.Add(SchemaRules.UnknownValue, path, value.Mark is { Line: > 0 } ? value.Mark : mark, $"{LintText.Short(text)} is no {field.Name}.", hint);
    }

    private static string LifeOf(SchemaField field, ArgoTarget target) => target < field.Since
        ? $"{field.Name} exists since Argo Workflows {field.Since.Value.Text()}"
        : $"{field.Name} is gone since Argo Workflows {field.GoneIn!.Value.Text()}";

    private static string Instead(SchemaField field) => field.Name switch
    {
        "mutex" => "Write mutexes with a list.",
        "semaphore" => "Write semaphores with a list.",
        "schedule" => "Write schedules with a list.",
        "cap" => "Remove it and choose a limit that keeps the waits short enough, or name the newer target.",
        "podResources" => "Write the resources of the containers, or name the newer target.",
        _ => "Remove it, or name the newer target.",
    };
}
