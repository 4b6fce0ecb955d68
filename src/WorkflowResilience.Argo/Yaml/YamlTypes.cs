using System.Buffers;
using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>What bare text means in YAML 1.1, as the reader of Kubernetes takes it: <c>yes</c> is a truth value, <c>0o17</c> and <c>1e3</c> are numbers, <c>~</c> is nothing.</summary>
internal static class YamlTypes
{
    private static readonly SearchValues<string> s_bools = SearchValues.Create(
        ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE", "n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"], StringComparison.Ordinal);

    private static readonly SearchValues<string> s_nulls = SearchValues.Create(["", "~", "null", "Null", "NULL"], StringComparison.Ordinal);

    private static readonly SearchValues<string> s_notNumbers = SearchValues.Create([".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"], StringComparison.Ordinal);

    private static readonly SearchValues<char> s_float = SearchValues.Create("0123456789+-.eE_");

    internal static YamlType Of(string value)
    {
        if (s_nulls.Contains(value)) return YamlType.Null;
        if (s_bools.Contains(value)) return YamlType.Bool;
        if (IsInteger(value)) return YamlType.Integer;
        return s_notNumbers.Contains(value) || IsFloat(value) ? YamlType.Float : YamlType.String;
    }

    internal static YamlType OfTag(string? tag, string value) => tag switch
    {
        "tag:yaml.org,2002:int" => YamlType.Integer,
        "tag:yaml.org,2002:float" => YamlType.Float,
        "tag:yaml.org,2002:bool" => YamlType.Bool,
        "tag:yaml.org,2002:null" => YamlType.Null,
        null or "!" or "tag:yaml.org,2002:str" or "tag:yaml.org,2002:binary" => YamlType.String,
        _ => Of(value),
    };

    private static bool IsInteger(string value)
    {
        ReadOnlySpan<char> digits = value.AsSpan().TrimStart("+-");
        if (digits.Length == 0 || value.Length - digits.Length > 1 || !char.IsAsciiDigit(digits[0])) return false;
        if (digits.StartsWith("0x")) return All(digits[2..], char.IsAsciiHexDigit);
        if (digits.StartsWith("0b")) return All(digits[2..], static c => c is '0' or '1');
        if (digits.StartsWith("0o")) return All(digits[2..], static c => c is >= '0' and <= '7');
        return All(digits, char.IsAsciiDigit);
    }

    private static bool All(ReadOnlySpan<char> digits, Func<char, bool> isDigit)
    {
        foreach (char c in digits)
        {
            if (c != '_' && !isDigit(c)) return false;
        }

        return digits.Length > 0;
    }

    // What no number can hold, such as the hash 1234e567, stays a text. The letters that the parser of the framework would also take (Infinity, NaN) are no numbers in YAML.
    private static bool IsFloat(string value) =>
        value.AsSpan().IndexOfAnyExcept(s_float) < 0 && value.AsSpan().IndexOfAnyInRange('0', '9') >= 0 && !value.StartsWith('_') && !value.StartsWith('e') && !value.StartsWith('E') &&
        double.TryParse(value.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
}
