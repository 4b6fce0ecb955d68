using System.Globalization;

namespace WorkflowResilience.Analysis;

/// <summary>What one capture may still spend of text and time, and what it had to leave out. Parts ask in the order of their importance, so the last one asked is cut first.</summary>
internal sealed class CaptureLedger(CaptureBudget budget, int characters)
{
    private readonly List<string> _omitted = [];
    private int _left = characters;
    private int _leftOfPart;

    /// <summary>What was left out, in phrases.</summary>
    internal IReadOnlyList<string> Omitted => _omitted;

    internal CaptureBudget Budget => budget;

    /// <summary>Does one part of the capture, unless the time is up. A part that throws is left out: the host's objects may do anything.</summary>
    internal T Part<T>(string name, T none, int maxCharacters, Func<T> take)
    {
        if (budget.IsOver)
        {
            Omit($"{name}: no time left");
            return none;
        }

        _leftOfPart = maxCharacters;
        try
        {
            return take();
        }
        catch (Exception)
        {
            Omit($"{name}: could not be read");
            return none;
        }
    }

    /// <summary>Takes room for a text; false when neither the part nor the whole has it.</summary>
    internal bool Take(int characters)
    {
        if (characters > _left || characters > _leftOfPart) return false;
        _left -= characters;
        _leftOfPart -= characters;
        return true;
    }

    internal void Omit(string phrase) => _omitted.Add(phrase);

    internal void Omit(long count, string one, string many)
    {
        if (count > 0) Omit(string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}"));
    }
}
