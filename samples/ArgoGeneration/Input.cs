namespace ArgoGeneration;

/// <summary>Reads files.</summary>
internal static class Input
{
    /// <summary>Null when it cannot be read, which is told.</summary>
    internal static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{file}: {exception.Message}");
            return null;
        }
    }
}
