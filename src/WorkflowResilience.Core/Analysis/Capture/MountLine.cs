using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>One line of <c>/proc/self/mountinfo</c>: what of which file system is mounted where.</summary>
internal readonly ref struct MountLine
{
    private readonly ReadOnlySpan<byte> _root;
    private readonly ReadOnlySpan<byte> _point;

    private MountLine(ReadOnlySpan<byte> root, ReadOnlySpan<byte> point, ReadOnlySpan<byte> type, ReadOnlySpan<byte> options)
    {
        _root = root;
        _point = point;
        Type = type;
        Options = options;
    }

    internal ReadOnlySpan<byte> Type { get; }

    /// <summary>The options of the file system, such as the controllers of a control-group hierarchy.</summary>
    internal ReadOnlySpan<byte> Options { get; }

    /// <summary>The directory of the file system that is mounted.</summary>
    internal string Root => Encoding.UTF8.GetString(Unescape(_root, new byte[_root.Length]));

    /// <summary>Where it is mounted.</summary>
    internal string Point => Encoding.UTF8.GetString(Unescape(_point, new byte[_point.Length]));

    /// <summary>Takes the next line that has the form of one.</summary>
    internal static bool Next(scoped ref ReadOnlySpan<byte> text, out MountLine mount)
    {
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> line = ProcText.Take(ref text, (byte)'\n');

            // 36 35 98:0 /root /mount/point rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue
            for (int i = 0; i < 3; i++) ProcText.Take(ref line, (byte)' ');
            ReadOnlySpan<byte> root = ProcText.Take(ref line, (byte)' '), point = ProcText.Take(ref line, (byte)' ');
            int dash = line.IndexOf(" - "u8);
            if (dash < 0 || root.IsEmpty || point.IsEmpty || point[0] != '/') continue;
            line = line[(dash + 3)..];
            ReadOnlySpan<byte> type = ProcText.Take(ref line, (byte)' ');
            ProcText.Take(ref line, (byte)' ');
            mount = new MountLine(root, point, type, line);
            return true;
        }

        mount = default;
        return false;
    }

    /// <summary>How much of a path the mount point covers, in bytes; -1 when the path does not lie in it.</summary>
    internal int Covers(ReadOnlySpan<byte> path)
    {
        Span<byte> buffer = _point.Length <= 512 ? stackalloc byte[512] : new byte[_point.Length];
        ReadOnlySpan<byte> point = Unescape(_point, buffer);
        if (point is [(byte)'/']) return 1;
        return path.StartsWith(point) && (path.Length == point.Length || path[point.Length] == '/') ? point.Length : -1;
    }

    // A space, a tab, a line feed and a backslash are written as \040 and so on.
    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text, Span<byte> buffer)
    {
        if (!text.Contains((byte)'\\')) return text;
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool escaped = text[i] == '\\' && i + 3 < text.Length && !text.Slice(i + 1, 3).ContainsAnyExceptInRange((byte)'0', (byte)'7');
            buffer[length++] = escaped ? (byte)(((text[i + 1] - '0') * 64) + ((text[i + 2] - '0') * 8) + text[i + 3] - '0') : text[i];
            if (escaped) i += 3;
        }

        return buffer[..length];
    }
}
