using System.Buffers;

namespace WorkflowResilience.Notifications;

/// <summary>Makes messages of models: with the host's template, or, where there is none or it fails, with the built-in one. Immutable and thread-safe; throws nothing.</summary>
internal sealed class MessageRenderer
{
    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly Dictionary<TemplateKey, (MessageTemplate Template, TemplateText? Title, TemplateText? Body)> _templates = [];

    internal MessageRenderer(IReadOnlyDictionary<TemplateKey, MessageTemplate> templates)
    {
        foreach ((TemplateKey key, MessageTemplate template) in templates)
        {
            // What cannot be parsed was refused at the start; here it would be as if it were not there.
            TemplateText? title = template.Title is null ? null : TemplateText.Parse(template.Title, out _);
            TemplateText? body = template.Body is null ? null : TemplateText.Parse(template.Body, out _);
            _templates[key] = (template, title, body);
        }
    }

    /// <summary>All that is wrong with templates.</summary>
    /// <param name="templates">The templates.</param>
    /// <param name="channels">Names and sorts of channels.</param>
    internal static IEnumerable<string> Problems(IReadOnlyDictionary<TemplateKey, MessageTemplate> templates, IReadOnlySet<string> channels)
    {
        foreach ((TemplateKey key, MessageTemplate template) in templates)
        {
            string where = $"The template for {(key.Kind is { } kind ? SnakeCase.Of(kind) : "all kinds")} and {key.Channel ?? "all channels"}";
            if (key.Channel is { } channel && !channels.Contains(channel)) yield return $"{where} is for a channel that is not configured{NearestName.Hint(channel, channels)}.";
            foreach ((string part, string? text) in new[] { ("title", template.Title), ("body", template.Body) })
            {
                if (text is null) continue;
                TemplateText.Parse(text, out string? problem);
                if (problem is not null) yield return $"{where}: the {part} {problem}.";
            }

            if (template.Color is { } color && !IsColor(color)) yield return $"{where} has the colour '{color}'; write one as #RRGGBB, such as #2EB67D.";
            if (template.MaxLength is < 100 or > 100_000) yield return $"{where} has the longest body {template.MaxLength}; it must be from 100 to 100000 characters.";
        }
    }

    internal RenderedMessage Render(MessageModel model, string channel, string type, MessageFormat format)
    {
        string? problem = null;
        if (Find(model.Notification.Kind, channel, type) is { } found)
        {
            try
            {
                string? title = found.Title?.Fill(model, MessageFormat.Plain), body = found.Body?.Fill(model, format), plain = found.Body?.Fill(model, MessageFormat.Plain);
                int most = found.Template.MaxLength;
                return new RenderedMessage(
                    Markup.OneLine(title ?? BuiltInTexts.TitleOf(model)),
                    TextCut.ToLength(body ?? BuiltInTexts.BodyOf(model, format), most),
                    TextCut.ToLength(plain ?? BuiltInTexts.BodyOf(model, MessageFormat.Plain), most),
                    BuiltInTexts.FieldsOf(model),
                    found.Template.Color ?? BuiltInTexts.ColorOf(model),
                    null);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                problem = FailureText.Of(exception);
            }
        }

        const int Most = 4000;
        return new RenderedMessage(
            BuiltInTexts.TitleOf(model), TextCut.ToLength(BuiltInTexts.BodyOf(model, format), Most), TextCut.ToLength(BuiltInTexts.BodyOf(model, MessageFormat.Plain), Most),
            BuiltInTexts.FieldsOf(model), BuiltInTexts.ColorOf(model), problem);
    }

    private static bool IsColor(string color) => color.Length == 7 && color[0] == '#' && color.AsSpan(1).IndexOfAnyExcept(s_hexadecimal) < 0;

    // The narrowest first: a channel's own before its sort's, one kind's before all kinds'.
    private (MessageTemplate Template, TemplateText? Title, TemplateText? Body)? Find(NotificationKind kind, string channel, string type)
    {
        if (_templates.Count == 0) return null;
        foreach (TemplateKey key in (ReadOnlySpan<TemplateKey>)[new(kind, channel), new(null, channel), new(kind, type), new(null, type), new(kind, null), new(null, null)])
        {
            if (_templates.TryGetValue(key, out (MessageTemplate Template, TemplateText? Title, TemplateText? Body) found)) return found;
        }

        return null;
    }
}
