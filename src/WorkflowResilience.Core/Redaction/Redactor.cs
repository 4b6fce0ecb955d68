namespace WorkflowResilience.Redaction;

internal static class Redactor
{
    internal static string Redact(string text) => text;
}
