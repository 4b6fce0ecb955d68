namespace ArgoGeneration;

/// <summary>A finding as it is printed.</summary>
internal sealed record LintLine(string Code, string Severity, string File, int Document, string Path, int Line, int Column, string Message, string Fix);
