namespace WorkflowResilience;

/// <summary>Says what sort of failure an exception is. The built-in one reads structure only; a host's own is asked first.</summary>
/// <remarks>Called for every failed attempt, on the thread that saw it: must be thread-safe and quick. What it throws is reported and counts as no answer.</remarks>
public interface IFailureClassifier
{
    /// <summary>Classifies an exception.</summary>
    /// <param name="exception">The exception that ended an attempt.</param>
    /// <param name="facts">The facts; on entry what the library already knows.</param>
    /// <returns>True when <paramref name="facts"/> holds an answer; false to let the next classifier decide.</returns>
    bool TryClassify(Exception exception, ref FailureFacts facts);
}
