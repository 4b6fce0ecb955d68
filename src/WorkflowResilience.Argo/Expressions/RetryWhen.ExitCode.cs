using System.Globalization;

namespace WorkflowResilience.Argo;

public sealed partial class RetryWhen
{
    /// <summary>Conditions on the exit code of the container <c>main</c>. An attempt that never ran has none.</summary>
    public static class ExitCode
    {
        private const string Number = "asInt(lastRetry.exitCode)";

        private const int Largest = 255;

        /// <summary>There is no exit code: the program never began, or nobody saw it end.</summary>
        public static RetryWhen None { get; } = new($"{Number} == {RetryFacts.NoExitCode.ToString(CultureInfo.InvariantCulture)}", static facts => facts.Code == RetryFacts.NoExitCode);

        /// <summary>It is this one.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Not within 0 to 255.</exception>
        public static RetryWhen Is(int code)
        {
            Require(code, nameof(code));
            return new RetryWhen(Text($"{Number} == {code}"), facts => facts.Code == code);
        }

        /// <summary>It is another one, or there is none.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Not within 0 to 255.</exception>
        public static RetryWhen IsNot(int code)
        {
            Require(code, nameof(code));
            return new RetryWhen(Text($"{Number} != {code}"), facts => facts.Code != code);
        }

        /// <summary>It is one of these; order and repetition do not matter.</summary>
        /// <exception cref="ArgumentException">No codes.</exception>
        /// <exception cref="ArgumentOutOfRangeException">One is not within 0 to 255.</exception>
        public static RetryWhen In(params IReadOnlyCollection<int> codes)
        {
            ArgumentNullException.ThrowIfNull(codes);
            int[] sorted = [.. codes.Distinct().Order()];
            if (sorted.Length == 0) throw new ArgumentException("Name at least one exit code; without any the condition could never hold.", nameof(codes));
            foreach (int code in sorted) Require(code, nameof(codes));
            return sorted.Length == 1
                ? Is(sorted[0])
                : new RetryWhen($"{Number} in [{string.Join(", ", sorted.Select(static code => code.ToString(CultureInfo.InvariantCulture)))}]", facts => Array.BinarySearch(sorted, facts.Code) >= 0);
        }

        /// <summary>It is this one or a larger one.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Not within 0 to 255.</exception>
        public static RetryWhen AtLeast(int code)
        {
            Require(code, nameof(code));
            return new RetryWhen(Text($"{Number} >= {code}"), facts => facts.Code >= code);
        }

        /// <summary>It lies between the two, both included.</summary>
        /// <exception cref="ArgumentOutOfRangeException">One is not within 0 to 255.</exception>
        /// <exception cref="ArgumentException">The first is larger than the last.</exception>
        public static RetryWhen Between(int first, int last)
        {
            Require(first, nameof(first));
            Require(last, nameof(last));
            if (first > last) throw new ArgumentException(Text($"The first exit code ({first}) is larger than the last ({last}); nothing lies between them."), nameof(first));
            if (first == last) return Is(first);
            return new RetryWhen(new ExprPart(Text($"{Number} >= {first} && {Number} <= {last}"), ExprRank.And), facts => facts.Code >= first && facts.Code <= last);
        }

        private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

        private static void Require(int code, string parameter)
        {
            if (code is >= 0 and <= Largest) return;
            string hint = code == RetryFacts.NoExitCode ? " For an attempt without an exit code there is ExitCode.None." : "";
            throw new ArgumentOutOfRangeException(parameter, code, Text($"An exit code is 0 to {Largest}.") + hint);
        }
    }
}
