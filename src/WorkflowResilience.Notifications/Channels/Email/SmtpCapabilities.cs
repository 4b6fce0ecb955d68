using System.Globalization;

namespace WorkflowResilience.Notifications;

/// <summary>What a mail server says it can, in its answer to EHLO.</summary>
internal sealed record SmtpCapabilities
{
    internal bool StartTls { get; private init; }

    internal bool SmtpUtf8 { get; private init; }

    /// <summary>Whether it wants to be told how large a message is.</summary>
    internal bool Size { get; private init; }

    /// <summary>The largest message in bytes; 0: it sets no limit.</summary>
    internal long MaxSize { get; private init; }

    internal IReadOnlySet<string> Mechanisms { get; private init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the reply; its first line is the server's name.</summary>
    internal static SmtpCapabilities Of(SmtpReply reply)
    {
        var mechanisms = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var found = new SmtpCapabilities { Mechanisms = mechanisms };
        foreach (string line in reply.Lines.Skip(1))
        {
            // "AUTH=LOGIN PLAIN" is how it was written before RFC 2554; servers say it beside the other form.
            string[] words = line.Replace("AUTH=", "AUTH ", StringComparison.OrdinalIgnoreCase).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            switch (words[0].ToUpperInvariant())
            {
                case "STARTTLS": found = found with { StartTls = true }; break;
                case "SMTPUTF8": found = found with { SmtpUtf8 = true }; break;
                case "SIZE": found = found with { Size = true, MaxSize = words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : 0 }; break;
                case "AUTH": mechanisms.UnionWith(words.Skip(1)); break;
                default: break;
            }
        }

        return found;
    }
}
