namespace WorkflowResilience.Argo;

/// <summary>How much of a text is read. Beyond that it is refused: a few lines of YAML can stand for gigabytes, and a line of brackets can end a process.</summary>
internal static class YamlLimits
{
    /// <summary>Characters of a whole text. What a cluster stores of one object ends near 1.5 MB.</summary>
    internal const int Length = 8 * 1024 * 1024;

    /// <summary>Levels of lists and members.</summary>
    internal const int Depth = 64;

    /// <summary>Values, members and lists, those that an alias stands for counted again each time.</summary>
    internal const int Nodes = 1_000_000;

    /// <summary>Characters of one value.</summary>
    internal const int ScalarLength = 1024 * 1024;

    /// <summary>Aliases in a text.</summary>
    internal const int Aliases = 1_000;

    /// <summary>Characters that are read again in all, where a text has to be mended to be read.</summary>
    internal const int Reread = 16 * 1024 * 1024;
}
