namespace WorkflowResilience.Argo;

/// <summary>The shape of a value.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Item">The shape of what is in a list or map; null for others.</param>
/// <param name="Type">The type that names the members; null for others.</param>
internal sealed record SchemaShape(SchemaKind Kind, SchemaShape? Item = null, SchemaType? Type = null)
{
    /// <summary>As the table writes it.</summary>
    public override string ToString() => Kind switch
    {
        SchemaKind.List => $"[{Item}]",
        SchemaKind.Map => $"{{{Item}}}",
        SchemaKind.Members => Type!.Name,
        SchemaKind.AnyString => "anyString",
        SchemaKind.IntOrString => "intOrString",
        SchemaKind.String => "string",
        SchemaKind.Bool => "bool",
        SchemaKind.Int => "int",
        SchemaKind.Number => "number",
        SchemaKind.Quantity => "quantity",
        SchemaKind.Time => "time",
        SchemaKind.Object => "object",
        _ => "any",
    };
}
