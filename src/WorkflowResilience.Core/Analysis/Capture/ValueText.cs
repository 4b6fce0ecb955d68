using System.Globalization;

namespace WorkflowResilience.Analysis;

/// <summary>
/// The host's objects as texts. Only types whose text is known to be harmless are read; of any other the type's name is given: a foreign <c>ToString</c> may throw, hang, recurse, or start work that was
/// put off, as that of a lazy value does.
/// </summary>
internal static class ValueText
{
    /// <summary>The longest text, in characters, the marker of a cut included.</summary>
    internal const int MaxLength = 500;

    /// <summary>The longest text that is redacted: to look for secrets in all of a huge one takes long, and to cut first could leave half a secret.</summary>
    internal const int MaxRead = 65_536;

    /// <summary>The value's text in one line, redacted by its name and by itself.</summary>
    internal static string Of(string name, object? value)
    {
        string text = Raw(value);
        return text.Length > MaxRead ? string.Create(CultureInfo.InvariantCulture, $"[text of {text.Length} characters]") : FailureText.Line(FailureText.RedactNamed(name, text), MaxLength);
    }

    /// <summary>A key's text in one line.</summary>
    internal static string Name(object key)
    {
        string text = Raw(key);
        return text.Length > MaxRead ? string.Create(CultureInfo.InvariantCulture, $"[name of {text.Length} characters]") : FailureText.Line(text, 200);
    }

    private static string Raw(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool flag => flag ? "true" : "false",
        char letter => letter.ToString(),
        Uri address => address.OriginalString,
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        Enum or Guid or TimeSpan or byte or sbyte or short or ushort or int or uint or long or ulong or nint or nuint or Int128 or UInt128 or Half or float or double or decimal =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => $"<{value.GetType().FullName ?? value.GetType().Name}>",
    };
}
