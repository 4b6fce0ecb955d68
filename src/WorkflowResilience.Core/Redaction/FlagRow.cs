namespace WorkflowResilience.Redaction;

/// <summary>A short flag that means a secret after some commands only.</summary>
/// <param name="Flag">The flag, with the blank before it.</param>
/// <param name="Commands">The commands, one of which stands before it in the same command line.</param>
/// <param name="Form">How its value is written.</param>
internal sealed record FlagRow(string Flag, string[] Commands, FlagForm Form)
{
    internal static readonly FlagRow[] Rows =
    [
        new(" -p", ["login", "twine", "sshpass", "mongo", "mongosh", "mongodump", "mongorestore", "rabbitmqadmin", "influx", "lftp", "7z", "smbclient",
            "conan", "cqlsh", "xcrun", "altool", "unlock-keychain", "create-keychain", "psexec", "mongoimport", "mongoexport", "mongostat"], FlagForm.Word),
        new(" -p", ["mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "mariadb-dump", "sshpass", "7z", "rar", "unrar"], FlagForm.Glued),
        new(" -P", ["sqlcmd", "bcp", "zip", "unzip", "osql", "isql", "tsql", "freebcp", "ipmitool", "mosquitto_pub", "mosquitto_sub", "p4", "knife"], FlagForm.Word),
        new(" -P", ["sqlcmd", "bcp", "osql"], FlagForm.Glued),
        new(" -w", ["ldapsearch", "ldapadd", "ldapmodify", "ldapwhoami", "ldapdelete"], FlagForm.Word),
        new(" -w", ["ldapsearch", "ldapadd", "ldapmodify", "ldapwhoami", "ldapdelete"], FlagForm.Glued),
        new(" -a", ["redis-cli"], FlagForm.Word),
        new(" -pw", ["plink", "pscp", "psftp", "putty"], FlagForm.Word),
        new(" -k", ["nuget"], FlagForm.Word),
        new(" -t", ["codecov", "codecov.sh", "flyctl", "surge"], FlagForm.Word),
        new(" -b", ["curl"], FlagForm.Cookies),
        new(" -b", ["gh"], FlagForm.Word),
        new(" -U", ["smbclient", "rpcclient", "smbget", "winexe", "wmic", "smbmap", "net"], FlagForm.Percent),
        new(" --user", ["smbclient", "rpcclient", "smbget", "winexe", "wmic"], FlagForm.Percent),
        new(" -u", ["lftp", "ncftp"], FlagForm.Comma),
        new(" --from-literal", ["secret"], FlagForm.Assigned),
        new(" --body", ["secret"], FlagForm.Word),
        new(" -u", ["curl", "http", "https", "wget", "hey", "ab", "helm", "twine"], FlagForm.Pair),
        new(" login", ["vault"], FlagForm.Word),
        new(" -passin", [], FlagForm.Word),
        new(" -passout", [], FlagForm.Word),
        new(" --user", [], FlagForm.Pair),
        new(" --proxy-user", [], FlagForm.Pair),
        new(" --creds", [], FlagForm.Pair),
        new(" --src-creds", [], FlagForm.Pair),
        new(" --dest-creds", [], FlagForm.Pair),
        new(" -jnlpCredentials", [], FlagForm.Pair),
        new(" --jnlpCredentials", [], FlagForm.Pair),
        new(" -auth", ["jenkins-cli.jar"], FlagForm.Pair),
        new(" /p", ["signtool"], FlagForm.Word),
        new(" /rp", ["schtasks"], FlagForm.Word),
        new(" --key", ["cypress"], FlagForm.Word),
        new(" --value", ["keyvault", "SecureString"], FlagForm.Word),
        new(" --secret-string", [], FlagForm.Word),
        new(" -String", ["ConvertTo-SecureString"], FlagForm.Word),
    ];
}
