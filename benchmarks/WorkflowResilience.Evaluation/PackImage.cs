using WorkflowResilience.Analysis;

namespace WorkflowResilience.Evaluation;

/// <summary>Writes the image of the built-in packs beside their files, where the library's next build finds it.</summary>
internal static class PackImage
{
    internal static int Run(string? folder)
    {
        folder ??= SourceFolder();
        if (folder is null)
        {
            Console.Error.WriteLine("There are no packs above the working folder; run it in the repository, or name their folder with --packs.");
            return 2;
        }

        IReadOnlyList<PatternPack> packs = BuiltInPacks.ReadFiles(folder);
        byte[] image = ImageWriter.Write(packs);
        string file = Path.Combine(folder, BuiltInPacks.Resource);
        File.WriteAllBytes(file, image);
        Console.WriteLine($"{file}: {packs.Count} packs, {packs.Sum(pack => pack.Patterns.Count)} patterns, {image.Length:N0} bytes");
        return 0;
    }

    private static string? SourceFolder()
    {
        for (string? folder = Environment.CurrentDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string packs = Path.Combine(folder, "src", "WorkflowResilience.Core", "Analysis", "Packs");
            if (Directory.Exists(packs)) return packs;
        }

        return null;
    }
}
