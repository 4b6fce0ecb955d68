namespace WorkflowResilience;

/// <summary>What can be done about a failure.</summary>
public enum RecoveryAction
{
    /// <summary>Run it again.</summary>
    AutoRetry,

    /// <summary>Do without, or use another way.</summary>
    Fallback,

    /// <summary>Refuse further calls to the target.</summary>
    OpenCircuit,

    /// <summary>Let calls to the target through again.</summary>
    ResetCircuit,

    /// <summary>Give it more memory, disk or processors.</summary>
    ScaleResources,

    /// <summary>Change a setting or a secret.</summary>
    ChangeConfiguration,

    /// <summary>Remove what earlier work left behind.</summary>
    CleanUp,

    /// <summary>Go back to the state before.</summary>
    Rollback,

    /// <summary>A person decides.</summary>
    ManualIntervention,

    /// <summary>A person lets the work pass in spite of the failure.</summary>
    EmergencyBypass,

    /// <summary>Tell those who operate the target.</summary>
    AlertOperator,
}
