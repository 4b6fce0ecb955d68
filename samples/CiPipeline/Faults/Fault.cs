namespace CiPipeline.Faults;

/// <summary>What goes wrong in one attempt, and where.</summary>
internal readonly record struct Fault(FaultKind Kind, FaultPlace Place)
{
    public static Fault None { get; }

    /// <summary>The wait that the server asks for in a Retry-After header; zero when it asks for none.</summary>
    public TimeSpan RetryAfter => Kind switch
    {
        FaultKind.Unavailable => TimeSpan.FromSeconds(1),
        FaultKind.RateLimited => TimeSpan.FromSeconds(0.4),
        _ => TimeSpan.Zero,
    };

    public bool Strikes => Kind != FaultKind.None;

    public override string ToString() => Kind switch
    {
        FaultKind.None => "ok",
        FaultKind.Unavailable => "503",
        FaultKind.RateLimited => "429",
        FaultKind.Reset => "reset",
        FaultKind.Stall => "stall",
        FaultKind.Truncated => "truncated",
        FaultKind.Hang => "hang",
        _ => "killed",
    }

    + Place switch
    {
        FaultPlace.Discovery => " at discovery",
        FaultPlace.Transfer => " at transfer",
        _ => "",
    };
}
