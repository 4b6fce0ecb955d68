namespace WorkflowResilience.Argo;

/// <summary>How bad a finding is.</summary>
public enum LintSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Argo takes it, but it hardly does what was meant.</summary>
    Warning,

    /// <summary>Argo or the cluster refuses it, or every run of it fails.</summary>
    Error,
}
