namespace WorkflowResilience;

/// <summary>
/// What a process that runs stages tells its caller with its exit code. The numbers lie in the range of <c>sysexits.h</c> and outside those that shells and
/// container engines use themselves.
/// </summary>
public enum WorkflowExitCode
{
    /// <summary>Everything succeeded.</summary>
    Ok = 0,

    /// <summary>It failed and nothing is known of the cause: do not try again by machine.</summary>
    Unknown = 69,

    /// <summary>The sources, the tests or the request are wrong: trying again does not help.</summary>
    Defect = 70,

    /// <summary>It may pass by itself: try again later.</summary>
    Transient = 75,

    /// <summary>A service that is needed does not serve: try again when it does.</summary>
    Unavailable = 76,

    /// <summary>Credentials are missing, wrong or not sufficient.</summary>
    Authentication = 77,

    /// <summary>A setting is missing or wrong.</summary>
    Configuration = 78,

    /// <summary>A person has to look before anything is tried again.</summary>
    NeedsPerson = 79,
}
