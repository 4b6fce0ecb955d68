using YamlDotNet.Core;

namespace WorkflowResilience.Argo;

/// <summary>What the parser says of a text, in a sentence.</summary>
internal static class YamlComplaint
{
    internal static string Of(YamlException exception) => $"The text is no YAML: {FailureText.MessageOf(exception).TrimEnd('.', ' ')}.";
}
