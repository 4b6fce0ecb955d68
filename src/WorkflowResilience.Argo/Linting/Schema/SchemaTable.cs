namespace WorkflowResilience.Argo;

/// <summary>Reads the table of types; its first lines say how it is written.</summary>
internal sealed class SchemaTable
{
    private readonly Dictionary<string, SchemaType> _types = new(StringComparer.Ordinal);

    internal static Dictionary<string, SchemaType> Read(TextReader text)
    {
        var table = new SchemaTable();
        var fields = new List<(SchemaType Type, string Field)>();
        SchemaType? type = null;
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int first = line.StartsWith(' ') ? 0 : 1;
            if (first == 1) table._types.Add(words[0], type = new SchemaType(words[0]));
            for (int i = first; i < words.Length; i++) fields.Add((type!, words[i]));
        }

        // Only now all the types are known that a field can name.
        foreach ((SchemaType owner, string field) in fields) owner.Add(table.FieldOf(field));
        return table._types;
    }

    private SchemaField FieldOf(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string rest = text[(colon + 1)..];
        int end = rest.AsSpan().IndexOfAny("(!?+-");
        string shape = end < 0 ? rest : rest[..end];
        var field = new SchemaField(text[..colon], ShapeOf(shape));
        for (string marks = rest[shape.Length..]; marks.Length > 0;)
        {
            int length = marks[0] == '(' ? marks.IndexOf(')', StringComparison.Ordinal) + 1 : marks.AsSpan(1).IndexOfAny("(!?+-") + 1;
            if (length == 0) length = marks.Length;
            field = WithMark(field, marks[..length]);
            marks = marks[length..];
        }

        return field;
    }

    private static SchemaField WithMark(SchemaField field, string mark) => mark[0] switch
    {
        '(' => field with { Values = mark[1..^1].Split('|') },
        '!' => field with { RequiredSince = mark.Length == 1 ? ArgoTarget.V36 : Version(mark) },
        '?' => field with { HasOwnRule = true },
        '+' => field with { Since = Version(mark) },
        _ => field with { GoneIn = Version(mark) },
    };

    private static ArgoTarget Version(string mark) => Enum.GetValues<ArgoTarget>().First(target => string.Equals(target.Text(), mark[1..], StringComparison.Ordinal));

    private SchemaShape ShapeOf(string text) => text switch
    {
        "string" => new SchemaShape(SchemaKind.String),
        "anyString" => new SchemaShape(SchemaKind.AnyString),
        "bool" => new SchemaShape(SchemaKind.Bool),
        "int" => new SchemaShape(SchemaKind.Int),
        "number" => new SchemaShape(SchemaKind.Number),
        "intOrString" => new SchemaShape(SchemaKind.IntOrString),
        "quantity" => new SchemaShape(SchemaKind.Quantity),
        "time" => new SchemaShape(SchemaKind.Time),
        "object" => new SchemaShape(SchemaKind.Object),
        "any" => new SchemaShape(SchemaKind.Any),
        _ when text[0] == '[' => new SchemaShape(SchemaKind.List, ShapeOf(text[1..^1])),
        _ when text[0] == '{' => new SchemaShape(SchemaKind.Map, ShapeOf(text[1..^1])),
        _ => new SchemaShape(SchemaKind.Members, Type: _types[text]),
    };
}
