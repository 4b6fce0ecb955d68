using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorkflowResilience.Time;

namespace WorkflowResilience.Argo;

/// <summary>A short text that stands for a policy and the options it was mapped with.</summary>
public static class PolicyHash
{
    // Told in the text, so that a change of what is hashed is no change of policy.
    private const string Version = "v1-";
    private const int Digits = 16;

    /// <summary>The hash: <c>v1-</c> and 16 hexadecimal digits of a SHA-256 over the policy's canonical text and the options.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="options">Null: the defaults. <see cref="MappingOptions.Strict"/> does not count: it changes nothing of what is written.</param>
    public static string Of(StagePolicy policy, MappingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        MappingOptions o = options ?? new MappingOptions();
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{policy.ToCanonicalText()}\nTarget = {o.Target}\nOwner = {o.Owner}\nSchedule = {o.Schedule}\nStartupSlack = {DurationText.Format(o.StartupSlack)}\nInfrastructureRetries = {o.InfrastructureRetries}");
        return Version + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
    }
}
