namespace WorkflowResilience.Tests.Argo;

/// <summary>Files that were looked at once and have to stay as they are. APPROVE_ARGO=1 writes them anew.</summary>
internal static class Golden
{
    /// <summary>The folder of these tests, below which the files are.</summary>
    internal static string Folder { get; } = Path.Combine(Repository.Root, "tests", "WorkflowResilience.Argo.Tests");

    internal static void Check(string name, string text)
    {
        string file = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("APPROVE_ARGO") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        File.Exists(file).Should().BeTrue($"{file} is to be looked at and kept; APPROVE_ARGO=1 writes it");
        text.Should().Be(File.ReadAllText(file).ReplaceLineEndings("\n"), $"{name} is what was looked at; APPROVE_ARGO=1 writes it anew");
    }
}
