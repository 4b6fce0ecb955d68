namespace CiPipeline.Faults;

/// <summary>Where in a stage it goes wrong.</summary>
internal enum FaultPlace
{
    /// <summary>In the stage's own program or delegate.</summary>
    Stage,

    /// <summary>When the clone stage asks for the list of references.</summary>
    Discovery,

    /// <summary>When git fetches the objects.</summary>
    Transfer,
}
