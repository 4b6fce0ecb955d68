namespace WorkflowResilience.Argo;

/// <summary>A place in a text: line and column, both from 1.</summary>
internal readonly record struct YamlMark(int Line, int Column)
{
    internal static YamlMark Of(in YamlDotNet.Core.Mark mark) => new((int)mark.Line, (int)mark.Column);
}
