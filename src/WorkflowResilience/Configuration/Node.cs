using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace WorkflowResilience.Configuration;

/// <summary>A place in a configuration: a value, keys below it, or neither. Knows its path, so that every problem names it.</summary>
/// <remarks>JSON's <c>null</c> and <c>{}</c> both arrive as a place with neither, and an empty list as an empty value: configuration cannot tell them apart.</remarks>
internal sealed partial class Node
{
    private Node(string path, string key, string? text, IReadOnlyList<Node> children, Reading reading)
    {
        (Path, Key, Text, Children, Reading) = (path, key, text?.Trim(), children, reading);
    }

    internal string Path { get; }

    internal string Key { get; }

    /// <summary>The value without spaces around it; null when there is none.</summary>
    internal string? Text { get; }

    internal IReadOnlyList<Node> Children { get; }

    internal Reading Reading { get; }

    /// <summary>Whether it says that something is not to be there. That wins over keys below it, which another source may have put there.</summary>
    internal bool SaysNone => Says("none");

    internal static Node Of(IConfiguration configuration, Reading reading)
    {
        var section = configuration as IConfigurationSection;
        return new Node(section?.Path ?? "", section?.Key ?? "", section?.Value, [.. configuration.GetChildren().Select(c => Of(c, reading))], reading);
    }

    internal bool Says(string word) => string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    internal Node? Child(string key) => Children.FirstOrDefault(c => string.Equals(c.Key, key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The entries of a list: numbered keys, or one value with commas. What is no list is refused and has none.</summary>
    /// <param name="example">Such as <c>["Network", "Timeout"]</c>.</param>
    internal IReadOnlyList<Node> Items(string example)
    {
        if (Children.Count == 0)
        {
            return string.IsNullOrEmpty(Text) || SaysNone
                ? []
                : [.. Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => new Node(Path, Key, t, [], Reading))];
        }

        if (SaysNone || RefuseValueBesideKeys()) return [];
        if (Children.FirstOrDefault(c => !IsNumber(c.Key)) is not { } odd) return [.. Children.OrderBy(c => int.Parse(c.Key, CultureInfo.InvariantCulture))];
        Refuse($"is a list, but has the key '{odd.Key}'; write its entries in brackets, such as {example}");
        return [];
    }

    private static bool IsNumber(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
