namespace CiPipeline.Faults;

/// <summary>What comes of a stage in one run.</summary>
internal enum StageFate
{
    /// <summary>A stage before it failed.</summary>
    NotReached,

    /// <summary>One of its attempts ends well.</summary>
    Succeeds,

    /// <summary>Every permitted attempt ends badly.</summary>
    Fails,
}
