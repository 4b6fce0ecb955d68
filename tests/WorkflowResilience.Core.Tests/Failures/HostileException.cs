using System.Collections;

namespace WorkflowResilience.Tests.Failures;

/// <summary>An exception of which every overridable member throws.</summary>
public sealed class HostileException(Exception? inner = null) : Exception("never seen", inner)
{
    public override string Message => throw new InvalidOperationException("the message bites");

    public override string? StackTrace => throw new InvalidOperationException("the stack bites");

    public override IDictionary Data => throw new InvalidOperationException("the data bite");

    public override string? Source { get => throw new InvalidOperationException("the source bites"); set { } }

    public override string? HelpLink { get => throw new InvalidOperationException("the link bites"); set { } }

    public override Exception GetBaseException() => throw new InvalidOperationException("the base bites");

    public override bool Equals(object? obj) => throw new InvalidOperationException("the comparison bites");

    public override int GetHashCode() => throw new InvalidOperationException("the hash bites");

    public override string ToString() => throw new InvalidOperationException("the text bites");
}

/// <summary>An exception without a message.</summary>
public sealed class SilentException : Exception
{
    public override string Message => null!;
}
