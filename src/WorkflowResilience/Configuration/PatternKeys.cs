namespace WorkflowResilience.Configuration;

/// <summary>The keys of where patterns are.</summary>
internal static class PatternKeys
{
    private const string Example = "[ \"patterns\" ]";

    internal static KeyTable<WorkflowRunnerOptions> Table { get; } = new(
        "Patterns",
        () => new WorkflowRunnerOptions(),
        [
            new("Folders", "list of folders of packs, and of single files, in addition to those named in code", (o, n) => Add(o, n)),
        ]);

    private static WorkflowRunnerOptions Add(WorkflowRunnerOptions options, Node folders)
    {
        foreach (Node folder in folders.Items(Example))
        {
            if (folder.Words(null, "the path of a folder or a file") is { } path) options.PatternFolders.Add(path);
        }

        return options;
    }
}
