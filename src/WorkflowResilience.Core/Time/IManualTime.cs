using System.Diagnostics.CodeAnalysis;

namespace WorkflowResilience.Time;

/// <summary>Marks a <see cref="TimeProvider"/> whose timers are fired by its owner, on the owner's thread: virtual time.</summary>
/// <remarks>
/// Under such a provider every wait of this library continues inline, also when it ends by cancellation. Under any other provider a cancelled wait continues on the
/// thread pool, so that whoever cancels does not run foreign code; under virtual time that hop would take the work away from the single thread that moves the clock,
/// and the same test would run in another order each time.
/// </remarks>
[SuppressMessage("Design", "CA1040:Avoid empty interfaces", Justification = "It is asked for with a type test on a TimeProvider that a host hands over; it promises behaviour, not members.")]
public interface IManualTime;
