using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>The names of an enumeration's members as labels have them: <c>WorkflowFailed</c> is <c>workflow_failed</c>.</summary>
internal static class SnakeCase
{
    internal static string Of<T>(T value)
        where T : struct, Enum => Names<T>.Of(value);

    private static string Convert(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private static class Names<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> s_names = Enum.GetValues<T>().Distinct().ToDictionary(v => v, v => Convert(v.ToString()));

        internal static string Of(T value) => s_names.TryGetValue(value, out string? name) ? name : Convert(value.ToString());
    }
}
