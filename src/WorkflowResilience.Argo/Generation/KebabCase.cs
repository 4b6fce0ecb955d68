using System.Text;

namespace WorkflowResilience.Argo;

/// <summary>Names of stages as names in a cluster: an upper-case letter in the name of a template passes Argo's checks and fails when the pod is made.</summary>
internal static class KebabCase
{
    /// <summary>A hyphen before each word: <c>RepositoryClone</c> is <c>repository-clone</c>, <c>PRReview</c> is <c>pr-review</c>.</summary>
    internal static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool begins = char.IsAsciiLetterUpper(c) && i > 0 && name[i - 1] != '-' &&
                (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            if (begins) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString().TrimEnd('-');
    }

    /// <summary>Whether a name is one of Kubernetes (DNS-1123): lower-case letters, digits and hyphens, with a letter or digit at either end.</summary>
    internal static bool IsDnsLabel(string name, int longest) =>
        name.Length > 0 && name.Length <= longest && name[0] != '-' && name[^1] != '-' && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
