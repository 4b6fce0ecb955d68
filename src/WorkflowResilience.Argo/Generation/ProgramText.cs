using System.Globalization;
using System.Text;

namespace WorkflowResilience.Argo;

/// <summary>What stands above a script of the user: checks of what strangers may have given, and a note of how it failed.</summary>
internal static class ProgramText
{
    // The file need not exist, and a failure to write it is not the failure that counts.
    private const string TellFailure = """
        tell_failure() {
          code=$?
          [ "$code" -eq 0 ] || [ -s "$WORKFLOW_FAILURE_CONTEXT" ] ||
            printf '{"stage":"%s","attempt":%d,"exitCode":%d}\n' "$WORKFLOW_STAGE" "$WORKFLOW_ATTEMPT" "$code" >"$WORKFLOW_FAILURE_CONTEXT" || true
          exit "$code"
        }
        trap tell_failure EXIT
        """;

    /// <summary>The whole source of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="guards">Names of variables with the patterns that they must match.</param>
    /// <param name="tells">Whether its failure is noted.</param>
    internal static string Of(ArgoWork.ScriptWork script, IEnumerable<KeyValuePair<string, string>> guards, bool tells)
    {
        if (!script.IsBash) return script.Source;
        var text = new StringBuilder();
        if (tells) text.Append(TellFailure.ReplaceLineEndings("\n")).Append('\n');
        foreach ((string variable, string pattern) in guards)
        {
            string quoted = pattern.Replace("'", @"'\''", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"pattern='{quoted}'; [[ \"${variable}\" =~ $pattern ]] || {{ echo \"{variable} does not have the form that it must have\" >&2; exit 78; }}\n");
        }

        if (text.Length > 0) text.Append('\n');
        return text.Append(script.Source).ToString();
    }
}
