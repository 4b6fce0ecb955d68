using System.Text.RegularExpressions;

namespace WorkflowResilience.Tests.Architecture;

/// <summary>One source file: its path below the project and its text, with and without comments and the contents of literals.</summary>
internal sealed partial class SourceFile(string path, string text)
{
    internal string Path { get; } = path;

    internal string Folder { get; } = path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "";

    internal int Lines { get; } = text.AsSpan().Count('\n');

    /// <summary>The text without comments and without the contents of literals. What stands in the holes of an interpolated string is lost as well.</summary>
    internal string Code { get; } = Noise().Replace(text, static match => match.Value[0] == '/' ? "" : "\"\"");

    /// <summary>The words that could be types: what follows a dot is a member or a namespace.</summary>
    internal IEnumerable<string> Identifiers => Word().Matches(Code).Select(m => m.Value);

    [GeneratedRegex("//[^\\n]*|/\\*.*?\\*/|\\$*\"\"\".*?\"\"\"|\\$?@?\"(\\\\.|[^\"\\\\\\n])*\"|'(\\\\.|[^'\\\\\\n])+'", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5000)]
    private static partial Regex Noise();

    [GeneratedRegex(@"(?<![\w.])[A-Za-z_]\w*", RegexOptions.None, 5000)]
    private static partial Regex Word();
}
