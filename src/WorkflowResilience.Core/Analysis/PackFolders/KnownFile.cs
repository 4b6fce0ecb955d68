namespace WorkflowResilience.Analysis;

/// <summary>What is known of a file of a folder of packs.</summary>
internal sealed class KnownFile(string path)
{
    internal string Path { get; } = path;

    /// <summary>What the file held when it was last read; null when it could not be read.</summary>
    internal byte[]? Content { get; set; }

    /// <summary>The pack that it holds now; null when that is wrong.</summary>
    internal PatternPack? Wanted { get; set; }

    /// <summary>The pack of it that is in effect.</summary>
    internal PatternPack? Used { get; set; }

    /// <summary>Why it was refused last time, when that was told.</summary>
    internal string? Told { get; set; }

    /// <summary>Whether what it holds may be half of a text.</summary>
    internal bool IsPartial { get; set; }

    /// <summary>Why <see cref="Wanted"/> is not in effect, or there is none.</summary>
    internal IReadOnlyList<PackProblem> Problems { get; set; } = [];
}
