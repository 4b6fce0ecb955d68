namespace WorkflowResilience;

/// <summary>The values of an enumeration as a message lists them.</summary>
internal static class EnumText
{
    /// <summary>Such as <c>Low, Normal or High</c>.</summary>
    internal static string Names<T>()
        where T : struct, Enum => WordList.Or(Enum.GetNames<T>());
}
