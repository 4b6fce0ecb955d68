namespace WorkflowResilience.Analysis;

/// <summary>Takes the hits of a <see cref="ScanFeed"/>. Made to be a struct, which costs no call through a table.</summary>
public interface IScanSink
{
    /// <summary>
    /// A literal was found. Called on the feeding thread, in order of the hits' ends; what it throws leaves <see cref="ScanFeed.Feed"/>, and the feed must be reset.
    /// </summary>
    /// <param name="hit">Where, counted from the beginning of all that was fed.</param>
    void OnHit(in ScanHit hit);
}
