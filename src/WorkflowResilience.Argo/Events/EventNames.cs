namespace WorkflowResilience.Argo;

/// <summary>The forms of names in manifests of Argo Events; each check gives the name back, or throws with the name, its form and its place.</summary>
internal static class EventNames
{
    // What is derived from a name adds a dash and a word of at most twelve letters.
    internal const int LongestBase = 50;

    /// <summary>A name that is also used as a label and in the names of Services: lower-case letters, digits and hyphens.</summary>
    internal static string Label(string name, string what, int longest = 63)
    {
        ArgumentNullException.ThrowIfNull(name, what);
        return name.Length <= longest && IsLabel(name) ? name : throw Wrong(name, what, $"1 to {longest} lower-case letters, digits and hyphens, a letter or digit first and last");
    }

    /// <summary>A name of parts with dots between them, as Secrets may have.</summary>
    internal static string Subdomain(string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name, what);
        return name.Length <= 253 && name.Split('.').All(static part => part.Length <= 63 && IsLabel(part)) ? name : throw Wrong(name, what, "lower-case letters, digits and hyphens, in parts with dots between them");
    }

    /// <summary>A key of a Secret.</summary>
    internal static string SecretKey(string key, string what)
    {
        ArgumentNullException.ThrowIfNull(key, what);
        return key.Length is > 0 and <= 253 && key.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') ? key : throw Wrong(key, what, "letters, digits, dots, hyphens and underscores");
    }

    /// <summary>The name of a task or step.</summary>
    internal static string Node(string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name, what);
        return name.Length is > 0 and <= 128 && char.IsAsciiLetterOrDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? name
            : throw Wrong(name, what, "1 to 128 letters, digits and hyphens, a letter or digit first");
    }

    /// <summary>The name of a parameter.</summary>
    internal static string Parameter(string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name, what);
        return IsKeyPart(name) ? name : throw Wrong(name, what, "letters, digits, hyphens and underscores");
    }

    /// <summary>A place in an event: names with dots between them, so that nothing in it is a query.</summary>
    internal static string DataKey(string key, string what)
    {
        ArgumentNullException.ThrowIfNull(key, what);
        return key.Split('.').All(IsKeyPart) ? key : throw Wrong(key, what, "names of letters, digits, hyphens and underscores with dots between them, as body.workflow");
    }

    /// <summary>A path of a web address.</summary>
    internal static string Endpoint(string path, string what)
    {
        ArgumentNullException.ThrowIfNull(path, what);
        return path.StartsWith('/') && path[1..].Split('/').All(IsKeyPart) ? path : throw Wrong(path, what, "a path as /approvals, of letters, digits, hyphens and underscores");
    }

    internal static int Port(int port, string what) => port is >= 1 and <= 65535 ? port : throw new ArgumentOutOfRangeException(what, port, "A port is a number from 1 to 65535.");

    /// <summary>A word that an event may say: nothing that a program could take for an option.</summary>
    internal static string Word(string word, string what)
    {
        ArgumentNullException.ThrowIfNull(word, what);
        return word.Length is > 0 and <= 200 && IsFirst(word[0]) && word.All(static c => IsFirst(c) || c is '-' or '.' or '/')
            ? word
            : throw Wrong(word, what, "1 to 200 letters, digits and any of _ - . /, a letter, digit or underscore first");
    }

    /// <summary>An address that a secret may go to, with nothing in it but place and path.</summary>
    internal static bool IsHttps(Uri address) =>
        address.IsAbsoluteUri && string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0;

    internal static bool IsFirst(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    internal static ArgumentException Wrong(string value, string what, string form) => new($"'{(value.Length > 80 ? value[..80] + "…" : value)}' is no {what}; write {form}.", what);

    private static bool IsKeyPart(string part) => part.Length > 0 && part.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsLabel(string name) => name.Length > 0 && name[0] != '-' && name[^1] != '-' && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
