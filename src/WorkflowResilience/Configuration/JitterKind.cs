namespace WorkflowResilience.Configuration;

/// <summary>The sorts of jitter, as configuration names them.</summary>
internal enum JitterKind
{
    None,
    Full,
    Equal,
    Proportional,
}
