using System.Text.RegularExpressions;
using WorkflowResilience.Redaction;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page on redaction, in methods that <see cref="RedactionSnippetTests"/> runs.</summary>
internal static partial class Snippets
{
    internal static void RedactionText()
    {
        #region redaction-text
        string line = FailureText.Redact("GET https://bob:tr0ub4dor@git.example/app?page=2 failed; DB_PASSWORD=tr0ub4dor");

        Assert.That(line, Is.EqualTo("GET https://***@git.example/app?page=2 failed; DB_PASSWORD=***"));
        #endregion
    }

    internal static void RedactionAdding(string databasePassword)
    {
        #region redaction-adding
        Secrets.Add(databasePassword);                                                     // wherever it stands, also encoded
        Secrets.Add(SecretShape.Named("x-acme-phrase"));                                   // a header, member, variable or flag
        Secrets.Add(SecretShape.Token("acme_", SecretCharset.Alphanumeric, 32, 64));       // acme_ and 32 to 64 letters and digits
        Secrets.Add(SecretShape.Matching(new Regex("ticket (?<secret>[0-9]{9})", RegexOptions.NonBacktracking)));
        #endregion
    }
}
