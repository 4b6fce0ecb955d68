using System.Globalization;
using System.Text;

namespace WorkflowResilience;

/// <summary>Collects <c>name = value</c> lines that are the same on every machine and in every culture.</summary>
/// <remarks>Texts of the host are quoted and escaped, so that no name can pretend to be a line or a value of ours.</remarks>
internal sealed class CanonicalText
{
    /// <summary>What stands for a member that is null.</summary>
    internal const string None = "none";

    private readonly StringBuilder _lines = new();

    /// <summary>The path of an element of a list.</summary>
    internal static string Element(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>Adds a word of our own, or a name that cannot hold special characters.</summary>
    internal void Add(string path, string value)
    {
        if (_lines.Length > 0) _lines.Append('\n');
        _lines.Append(path).Append(" = ").Append(value);
    }

    /// <summary>Adds a number.</summary>
    internal void Add(string path, int value) => Add(path, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds words as a list.</summary>
    internal void Add(string path, IEnumerable<string> values) => Add(path, $"[{string.Join(", ", values)}]");

    /// <inheritdoc/>
    public override string ToString() => _lines.ToString();
}
