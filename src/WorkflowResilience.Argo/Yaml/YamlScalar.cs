using System.Globalization;
using YamlDotNet.Core;

namespace WorkflowResilience.Argo;

/// <summary>A single value. What type it has follows from its text when it stands bare, as YAML 1.1 and Kubernetes read it; in quotes it is a string.</summary>
internal sealed class YamlScalar : YamlNode
{
    private YamlScalar(string value, YamlType type)
    {
        Value = value;
        Type = type;
    }

    /// <summary>The text without quotes.</summary>
    internal string Value { get; }

    internal YamlType Type { get; }

    internal bool IsString => Type == YamlType.String;

    internal bool IsNull => Type == YamlType.Null;

    /// <summary>How it was written; any for one that was not read.</summary>
    internal ScalarStyle Style { get; private init; }

    /// <summary>A string; it is quoted wherever it could be taken for something else.</summary>
    internal static YamlScalar Text(string value) => new(value, YamlType.String);

    internal static YamlScalar Number(long value) => new(value.ToString(CultureInfo.InvariantCulture), YamlType.Integer);

    /// <summary>A number with a fraction, in its shortest form that reads back.</summary>
    internal static YamlScalar Number(double value) => new(value.ToString("R", CultureInfo.InvariantCulture), YamlType.Float);

    internal static YamlScalar Bool(bool value) => new(value ? "true" : "false", YamlType.Bool);

    internal static YamlScalar Read(string value, ScalarStyle style, string? tag, YamlMark mark) =>
        new(value, style == ScalarStyle.Plain && tag is null ? YamlTypes.Of(value) : YamlTypes.OfTag(tag, value)) { Mark = mark, Style = style };
}
