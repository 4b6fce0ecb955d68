namespace WorkflowResilience.Testing;

/// <summary>What one call of a scripted stage with a result does. Made by the factories of <see cref="Step"/>; steps without a value convert by themselves.</summary>
/// <typeparam name="T">The type of result.</typeparam>
public readonly record struct Step<T>
{
    private readonly Step? _inner;

    internal Step(Step inner) => _inner = inner;

    /// <summary>A step that needs no value, such as a failure or a hang, in the script of a stage with a result.</summary>
    /// <param name="step">The step.</param>
    public static implicit operator Step<T>(Step step) => new(step);

    /// <summary>The step, if every way through it ends with a value or an exception.</summary>
    internal Step Checked(string name)
    {
        if (_inner is null) throw new ArgumentException("A step is the default value and says nothing; make it with Step.Succeed, Step.Fail or another factory of Step.", name);
        for (Step? s = _inner; s is not null; s = s is Step.DelayStep delay ? delay.Then : (s as Step.HangIgnoringCancellationStep)?.Then)
        {
            if (s is Step.SucceedStep) throw new ArgumentException($"The stage returns {typeof(T).Name} and Step.Succeed() has no value; write Step.Succeed(value).", name);
        }

        return _inner;
    }
}
