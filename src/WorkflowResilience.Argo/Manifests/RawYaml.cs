using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>Members in YAML for which there is no property here. They are added behind the generated ones; one that is generated already is refused.</summary>
/// <remarks>Immutable. It is read when it is made, so that a mistake shows where it was written. Comments and anchors are not kept.</remarks>
public sealed class RawYaml
{
    private RawYaml(string text, YamlMapping members)
    {
        Text = text;
        Members = members;
    }

    /// <summary>The text as it was given.</summary>
    public string Text { get; }

    internal YamlMapping Members { get; }

    /// <summary>Reads members.</summary>
    /// <param name="yaml">One document whose root has members, as <c>priorityClassName: low</c>.</param>
    /// <returns>The members.</returns>
    /// <exception cref="FormatException">The text is no YAML, too large, or has another shape; the message names line and column.</exception>
    public static RawYaml Parse(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        YamlText read = YamlReader.Read(yaml);
        if (read.Problem is { } problem) throw At(problem.Mark, problem.Message);
        if (read.Documents.Count != 1 || read.Documents[0] is not YamlMapping members) throw At(read.Documents.ElementAtOrDefault(0)?.Mark ?? new YamlMark(1, 1), "One document with members is needed, as 'priorityClassName: low'.");
        for (int i = 0; i < members.Count; i++)
        {
            if (members.IndexOf(members[i].Key) != i) throw At(members[i].Mark, $"The member '{members[i].Key}' stands twice; remove one.");
        }

        return new RawYaml(yaml, members);
    }

    /// <summary>The text.</summary>
    /// <returns>The text as it was given.</returns>
    public override string ToString() => Text;

    /// <summary>Adds the members behind those that are there.</summary>
    internal void AddTo(YamlMapping target, string place)
    {
        foreach (YamlMember member in Members)
        {
            if (target.Has(member.Key)) throw new ResilienceConfigurationException(place, [string.Create(CultureInfo.InvariantCulture, $"The raw YAML sets '{member.Key}' (line {member.Mark.Line}), which is generated; use the property for it, or remove it.")]);
            target.Add(member.Key, member.Value);
        }
    }

    private static FormatException At(YamlMark mark, string message) => new(string.Create(CultureInfo.InvariantCulture, $"Raw YAML, line {mark.Line}, column {mark.Column}: {message}"));
}
