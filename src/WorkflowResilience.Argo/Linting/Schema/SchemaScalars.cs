using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>Whether a value can be read into the type of its field: what YAML makes of bare text decides, as it does when JSON is made of it.</summary>
internal static class SchemaScalars
{
    private const string Braces = "{{";

    /// <summary>Null when it is right.</summary>
    internal static SchemaFault? FaultOf(SchemaShape shape, YamlNode value) => value is YamlScalar scalar && shape.Kind is not (SchemaKind.List or SchemaKind.Map or SchemaKind.Members or SchemaKind.Object)
        ? FaultOf(shape.Kind, scalar)
        : new SchemaFault(SchemaRules.WrongType, $"{Wanted(shape)} belongs here, not {Found(value)}.", Fix(shape, value));

    private static SchemaFault? FaultOf(SchemaKind kind, YamlScalar scalar)
    {
        // Whether y and n are truth values has changed between readers of YAML.
        if (scalar is { Type: YamlType.Bool, Value: "y" or "Y" or "n" or "N" }) return null;
        switch (kind)
        {
            case SchemaKind.AnyString:
                return IsKept(scalar) ? null : new SchemaFault(SchemaRules.ChangedText, $"{LintText.Short(scalar.Value)} stands bare, so it is {Found(scalar)} to YAML and arrives written differently.", $"Write it in quotes: \"{LintText.Short(scalar.Value)}\".");
            case SchemaKind.Quantity:
                return QuantityFault(scalar);
            case SchemaKind.String or SchemaKind.Time:
                return scalar.IsString ? null : Wrong($"{LintText.Short(scalar.Value)} stands bare, which makes it {Found(scalar)}; a text belongs here.", $"Write it in quotes: \"{LintText.Short(scalar.Value)}\".");
            case SchemaKind.Bool:
                return scalar.Type == YamlType.Bool ? null : Wrong($"true or false belongs here, not {Found(scalar)}.", Unquoted(scalar, "true or false"));
            case SchemaKind.Number:
                return scalar.Type is YamlType.Integer or YamlType.Float ? null : Wrong($"A number belongs here, not {Found(scalar)}.", Unquoted(scalar, "a number"));
            case SchemaKind.IntOrString:
                return scalar.IsString || IsWhole(scalar) ? null : Wrong($"A whole number or a text belongs here, not {Found(scalar)}.", "Write a whole number.");
            default:
                return IsWhole(scalar) ? null : Wrong($"A whole number belongs here, not {Found(scalar)}.", Unquoted(scalar, "a whole number"));
        }
    }

    private static SchemaFault Wrong(string message, string fix) => new(SchemaRules.WrongType, message, fix);

    private static SchemaFault? QuantityFault(YamlScalar scalar)
    {
        if (scalar.Type is YamlType.Integer or YamlType.Float) return null;
        if (!scalar.IsString) return Wrong($"A quantity such as 512Mi or 200m belongs here, not {Found(scalar)}.", "Write a quantity.");
        if (scalar.Value.Contains(Braces, StringComparison.Ordinal))
        {
            return new SchemaFault(AdditionRules.Quantity, "A quantity is read before parameters are put in, so none can stand here.", "Write the quantity itself, or set it by podSpecPatch, where parameters may stand.");
        }

        return Quantity.IsValid(scalar.Value.AsSpan().Trim()) ? null
            : new SchemaFault(AdditionRules.Quantity, $"{LintText.Short(scalar.Value)} is no quantity.", "Write a number with a unit of Kubernetes, such as 512Mi, 2Gi, 200m or 1.");
    }

    private static bool IsWhole(YamlScalar scalar) => scalar.Type switch
    {
        YamlType.Integer => !scalar.Value.All(static c => char.IsAsciiDigit(c) || c is '+' or '-') || long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        YamlType.Float => double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsInteger(number) && Math.Abs(number) < 1e18,
        _ => false,
    };

    // Digits as they are come out the same; a sign, a leading or trailing zero, another base, an exponent or too many digits do not.
    private static bool IsKept(YamlScalar scalar)
    {
        ReadOnlySpan<char> digits = scalar.Value.AsSpan().TrimStart('-');
        switch (scalar.Type)
        {
            case YamlType.Integer:
                return digits.Length <= 15 && (digits is "0" || digits[0] != '0') && digits.IndexOfAnyExceptInRange('0', '9') < 0;
            case YamlType.Float:
                int point = digits.IndexOf('.');
                return digits.Length <= 15 && point > 0 && point < digits.Length - 1 && digits[^1] != '0' && (point == 1 || digits[0] != '0') &&
                    digits[..point].IndexOfAnyExceptInRange('0', '9') < 0 && digits[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0;
            case YamlType.Bool:
                return scalar.Value is "true" or "false";
            default:
                return true;
        }
    }

    private static string Unquoted(YamlScalar scalar, string wanted) => scalar.Value.Contains(Braces, StringComparison.Ordinal)
        ? $"No parameter can stand here: the manifest is read before parameters are put in. Write {wanted}."
        : scalar.IsString && YamlTypes.Of(scalar.Value) != YamlType.String ? "Write it without quotes." : $"Write {wanted}, without quotes.";

    private static string Found(YamlNode value) => value switch
    {
        YamlSequence => "a list",
        YamlMapping => "members",
        YamlScalar { Type: YamlType.Integer } => "a number",
        YamlScalar { Type: YamlType.Float } => "a number with a fraction",
        YamlScalar { Type: YamlType.Bool } => "a truth value",
        _ => "a text",
    };

    private static string Wanted(SchemaShape shape) => shape.Kind switch
    {
        SchemaKind.List => $"A list{(shape.Item!.Kind == SchemaKind.List ? " of lists" : "")}",
        SchemaKind.Map or SchemaKind.Object => "A set of members",
        SchemaKind.Members => $"A set of members ({shape.Type!.Name})",
        SchemaKind.Bool => "true or false",
        SchemaKind.Int or SchemaKind.Number => "A number",
        SchemaKind.Quantity => "A quantity",
        _ => "A text",
    };

    private static string Fix(SchemaShape shape, YamlNode value) => shape.Kind switch
    {
        SchemaKind.List when value is YamlMapping && shape.Item?.Type?.Name is "WorkflowStep" => "Each group of steps is a list: begin it with \"- - name:\".",
        SchemaKind.List => "Write a list: each value in a line of its own behind \"- \", or all in [ ].",
        SchemaKind.Map or SchemaKind.Object or SchemaKind.Members => "Write members: name, colon, value, indented one level more.",
        _ => "Write a single value; quote it when it begins with a bracket or brace.",
    };
}
