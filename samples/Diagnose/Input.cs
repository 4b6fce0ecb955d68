using System.Text;

namespace Diagnose;

/// <summary>Where texts come from: a file, or standard input for <c>-</c>.</summary>
internal static class Input
{
    internal static Stream Open(string file) => file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);

    internal static StreamReader OpenText(string file) => new(Open(file), Encoding.UTF8);

    /// <summary>What messages call it.</summary>
    internal static string NameOf(string file) => file == "-" ? "standard input" : file;

    /// <summary>A directory, a file that may not be read, a name that cannot be one, an output that is full.</summary>
    internal static bool IsTrouble(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
