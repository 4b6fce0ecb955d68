namespace WorkflowResilience.Analysis;

/// <summary>How wide the registers are in which grams are hashed. All find the same.</summary>
internal enum SievePath
{
    Scalar,
    Vector128,
    Vector256,
}
