using System.Globalization;
using System.Text;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>Collects <c>name = value</c> lines that are the same on every machine and in every culture.</summary>
/// <remarks>Texts of the host are quoted and escaped, so that no name can pretend to be a line or a value of ours.</remarks>
internal sealed partial class CanonicalText
{
    private const string None = "none";

    private readonly StringBuilder _lines = new();

    /// <summary>The path of an element of a list.</summary>
    internal static string Element(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>A text of the host as a value.</summary>
    internal static string Quoted(string? text)
    {
        if (text is null) return None;
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Adds a word of our own, or a name that cannot hold special characters.</summary>
    internal void Add(string path, string value)
    {
        if (_lines.Length > 0) _lines.Append('\n');
        _lines.Append(path).Append(" = ").Append(value);
    }

    internal void Add(string path, int? value) => Add(path, value?.ToString(CultureInfo.InvariantCulture) ?? None);

    internal void Add(string path, double? value) => Add(path, value?.ToString("R", CultureInfo.InvariantCulture) ?? None);

    internal void Add(string path, bool value) => Add(path, value ? "true" : "false");

    internal void Add(string path, TimeSpan? value) => Add(path, value is { } duration ? DurationText.Format(duration) : None);

    internal void Add<T>(string path, T value)
        where T : struct, Enum => Add(path, value.ToString());

    internal void Add(string path, IEnumerable<string> values) => Add(path, $"[{string.Join(", ", values)}]");

    /// <inheritdoc/>
    public override string ToString() => _lines.ToString();
}
