namespace WorkflowResilience.Configuration;

/// <summary>The keys of a <see cref="Jitter"/>, for which a word or a share can stand.</summary>
internal static class JitterKeys
{
    private const string Wanted = "None, Full, Equal or a share such as 10%";

    internal static KeyList Table { get; } = new("a jitter", [new("Kind", "`None`, `Full`, `Equal` or `Proportional`"), new("Share", "share; of `Proportional`")]);

    internal static Jitter Read(Node node, Jitter otherwise)
    {
        if (node.Children.Count == 0) return Short(node, otherwise);
        if (node.RefuseValueBesideKeys()) return otherwise;
        node.RefuseOthers(Table);
        Node? share = node.Child("Share");
        JitterKind kind = node.Child("Kind")?.Word(JitterKind.None) ?? JitterKind.Proportional;
        if (kind == JitterKind.Proportional)
        {
            if (share is not null) return Jitter.Proportional(share.Share(0.1));
            node.Refuse("has no Share, which the kind Proportional needs; add it, such as 10%");
        }
        else if (share is not null)
        {
            share.Refuse($"is not a key of the kind {kind}; write Proportional or remove it");
        }

        return Simple(kind) ?? otherwise;
    }

    private static Jitter Short(Node node, Jitter otherwise)
    {
        if (node.TryShare(out double share)) return Jitter.Proportional(share);
        foreach (JitterKind kind in (JitterKind[])[JitterKind.None, JitterKind.Full, JitterKind.Equal])
        {
            if (node.Says(kind.ToString())) return Simple(kind)!;
        }

        node.RefuseValue(Wanted, NearestName.Hint(node.Text ?? "", ["None", "Full", "Equal"]));
        return otherwise;
    }

    private static Jitter? Simple(JitterKind kind) => kind switch
    {
        JitterKind.None => Jitter.None,
        JitterKind.Full => Jitter.Full,
        JitterKind.Equal => Jitter.Equal,
        _ => null,
    };
}
