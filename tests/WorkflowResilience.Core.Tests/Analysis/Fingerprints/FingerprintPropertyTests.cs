using System.Globalization;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>What must hold of the fingerprints of any log, over generated ones.</summary>
[TestFixture]
public sealed class FingerprintPropertyTests
{
    private const int Seed = 20261123;
    private const int Rounds = 200;

    [Test]
    public void Other_ids_times_paths_hosts_users_and_numbers_give_the_same_fingerprint()
    {
        var logs = new GeneratedLogs(Seed);
        foreach ((string Log, string[] Codes) template in GeneratedLogs.Templates)
        {
            string first = logs.Write(template, template.Codes[0]);
            FailureFingerprint expected = FailureFingerprint.Of(first);
            for (int i = 0; i < Rounds; i++)
            {
                string other = logs.Write(template, template.Codes[0]);
                FailureFingerprint found = FailureFingerprint.Of(other);
                found.Id.Should().Be(expected.Id, "seed {0}: these are one failure:\n{1}\n{2}\n{3}\n{4}", Seed, first, other, expected.MaskedLine, found.MaskedLine);
            }
        }
    }

    [Test]
    public void Another_template_status_errno_exit_code_or_error_code_gives_another_fingerprint()
    {
        var logs = new GeneratedLogs(Seed + 1);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string Log, string[] Codes) template in GeneratedLogs.Templates)
        {
            foreach (string code in template.Codes)
            {
                string log = logs.Write(template, code);
                string id = FailureFingerprint.Of(log).Id;
                seen.Should().NotContainKey(id, "seed {0}: these are two failures:\n{1}\n{2}", Seed + 1, log, seen.GetValueOrDefault(id));
                seen[id] = log;
            }
        }

        seen.Should().HaveCountGreaterThan(40);
    }

    [Test]
    public void Masking_what_is_masked_changes_nothing()
    {
        var logs = new GeneratedLogs(Seed + 2);
        for (int i = 0; i < 20_000; i++)
        {
            string line = logs.Noise(1 + (i % 60));
            string masked = LineMask.Mask(line);
            LineMask.Mask(masked).Should().Be(masked, "seed {0}: masked from: {1}", Seed + 2, line);
            masked.Length.Should().BeLessThanOrEqualTo(LineMask.MaxLength);
        }
    }

    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    [TestCase("de-DE")]
    public void No_culture_changes_a_fingerprint(string culture)
    {
        string[] texts = [.. GeneratedLogs.Templates.Select(t => new GeneratedLogs(Seed + 3).Write(t, t.Codes[0]))];
        string[] expected = [.. texts.Select(t => FailureFingerprint.Of(t).Id)];
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            texts.Select(t => FailureFingerprint.Of(t).Id).Should().Equal(expected);
            ((string[])["HTTP 503", "EXIT WITH CODE 3", "İstanbul I ı status 500"]).Select(t => LineMask.Mask(t)).Should().Equal("HTTP 503", "EXIT WITH CODE 3", "İstanbul I ı status 500");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
