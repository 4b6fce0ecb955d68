using System.Text.RegularExpressions;

namespace WorkflowResilience.Argo;

public sealed partial class RetryWhen
{
    /// <summary>Conditions on the message that Kubernetes and Argo give for the end: <c>OOMKilled (exit code 137)</c>, <c>Pod was active on the node longer than the specified deadline</c>.</summary>
    public static class Message
    {
        private const string Text = "lastRetry.message";

        /// <summary>It holds a match of a regular expression of Go (RE2).</summary>
        /// <param name="pattern">Case counts unless it begins with <c>(?i)</c>. What RE2 does not know, or reads otherwise than .NET does, is refused: look-around, back-references, names of groups.</param>
        /// <exception cref="ArgumentException">Empty, no regular expression, or none of RE2.</exception>
        public static RetryWhen Matches(string pattern)
        {
            Regex regex = Re2Pattern.Parse(pattern, nameof(pattern));
            return new RetryWhen($"{Text} matches {ExprText.Quote(pattern)}", facts => regex.IsMatch(facts.Message));
        }

        /// <summary>It holds this text; case counts.</summary>
        /// <exception cref="ArgumentException">Empty, or no whole text.</exception>
        public static RetryWhen Contains(string text)
        {
            Require(text);
            return new RetryWhen($"{Text} contains {ExprText.Quote(text)}", facts => facts.Message.Contains(text, StringComparison.Ordinal));
        }

        /// <summary>It begins with this text; case counts.</summary>
        /// <exception cref="ArgumentException">Empty, or no whole text.</exception>
        public static RetryWhen StartsWith(string text)
        {
            Require(text);
            return new RetryWhen($"{Text} startsWith {ExprText.Quote(text)}", facts => facts.Message.StartsWith(text, StringComparison.Ordinal));
        }

        private static void Require(string text)
        {
            ArgumentException.ThrowIfNullOrEmpty(text);
            ExprText.RequireWhole(text, nameof(text));
        }
    }
}
