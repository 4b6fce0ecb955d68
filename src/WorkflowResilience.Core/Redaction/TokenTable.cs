using static WorkflowResilience.Redaction.TokenTraits;

namespace WorkflowResilience.Redaction;

/// <summary>The tokens of the vendors: one row for all that are alike. A row of several prefixes separates them by spaces.</summary>
internal static class TokenTable
{
    internal static readonly TokenShape[] Shapes =
    [
        // Source code hosts, build servers, registries.
        .. Rows("ghp_ gho_ ghu_ ghs_ ghr_", Charset.Alphanumeric, 30),
        .. Rows("github_pat_", Charset.Word, 40),
        .. Rows("glpat- gldt- glrt- glrtr- glsoat- glcbt- glptt- glft- glimt- glagent- gloas- glffct- glwt-", Charset.Dotted, 20, traits: Mixed),
        .. Rows("GR1348941", Charset.Base64Url, 20),
        .. Rows("ATATT3 ATCTT3", Charset.Token68, 20),
        .. Rows("ATBB", Charset.Alphanumeric, 28, 40, WordStart | Mixed),
        .. Rows("bkua_ bkaj_ bkct_", Charset.Alphanumeric, 30),
        .. Rows("CCIPAT_ CCIPRJ_", Charset.Word, 30),
        .. Rows("sqp_ squ_ sqa_", Charset.LowerHex, 40),
        .. Rows("npm_", Charset.Alphanumeric, 30),
        .. Rows("pypi-AgE", Charset.Base64Url, 40),
        .. Rows("oy2", Charset.Alphanumeric, 43, 43, WordStart),
        .. Rows("dckr_pat_ dckr_oat_", Charset.Base64Url, 20),
        .. Rows("rubygems_", Charset.LowerHex, 40),
        .. Rows("CLOJARS_", Charset.Hex, 50),
        .. Rows("cio", Charset.Alphanumeric, 32, 32, WordStart | Mixed | TokenTraits.Random),
        .. Rows("AKCp", Charset.Alphanumeric, 60, traits: WordStart),
        .. Rows("cmVmdGtu", Charset.Base64Url, 40),
        .. Rows("API-", Charset.UpperDigits, 25, 40, StrictStart | Mixed),
        .. Rows("PMAK-", Charset.Base64Url, 40),
        .. Rows("snyk_uat.", Charset.Dotted, 20),

        // Clouds and platforms.
        .. Rows("IQoJb3JpZ2luX2Vj FwoGZXIvYXdzE", Charset.Token68, 40),
        .. Rows("eyJwYXlsb2FkIjoi", Charset.Token68, 60),
        .. Rows("ABSK", Charset.Base64, 60, traits: StrictStart),
        .. Rows("bedrock-api-key-", Charset.Token68, 40),
        .. Rows("AIza", Charset.Base64Url, 30, traits: WordStart),
        .. Rows("ya29.", Charset.Dotted, 20, traits: WordStart | Mixed),
        .. Rows("GOCSPX-", Charset.Base64Url, 20),
        .. Rows("1//0", Charset.Base64Url, 30, traits: StrictStart | TokenTraits.Random),
        .. Rows("GOOG1", Charset.UpperDigits, 18, traits: WordStart),
        .. Rows("dop_v1_ doo_v1_ dor_v1_", Charset.LowerHex, 40),
        .. Rows("dapi dose dkea", Charset.Hex, 32, 32, WordStart),
        .. Rows("hvs. hvb. hvr.", Charset.Base64Url, 20, traits: WordStart),
        .. Rows("pul-", Charset.LowerHex, 40, 40, StrictStart),
        .. Rows("HRKU-", Charset.Base64Url, 30),
        .. Rows("sha256~", Charset.Base64Url, 40, 50),
        .. Rows("tskey-auth- tskey-api- tskey-client- tskey-webhook-", Charset.Base64Url, 15),
        .. Rows("sbp_", Charset.Word, 40),
        .. Rows("sb_secret_", Charset.Base64Url, 20),
        .. Rows("pscale_tkn_ pscale_pw_ pscale_oauth_", Charset.Dotted, 30),
        .. Rows("fo1_ fm1r_ fm1a_ fm2_", Charset.Token68, 40),
        .. Rows("nfp_ rnd_ vcp_", Charset.Alphanumeric, 32, traits: WordStart | Mixed),
        .. Rows("v1.0-", Charset.Base64Url, 150, traits: StrictStart),
        .. Rows("cfut_ cfat_ cfk_", Charset.Base64Url, 40),
        .. Rows("AGE-SECRET-KEY-1", Charset.Alphanumeric, 50),
        .. Rows("SUA SAA SOA SCA SNA", Charset.UpperDigits, 55, 55, WordStart | Mixed),
        .. Rows("ops_eyJ", Charset.Base64Url, 60),

        // Messaging, mail, people.
        .. Rows("xoxe.xoxb- xoxe.xoxp- xoxa- xoxb- xoxc- xoxd- xoxe- xoxo- xoxp- xoxr- xoxs- xapp-", Charset.Token68, 10, traits: Mixed),
        .. Rows("SG.", Charset.Dotted, 50, traits: WordStart | Mixed | TokenTraits.Random),
        .. Rows("SK", Charset.LowerHex, 32, 32, WordStart),
        .. Rows("key-", Charset.LowerHex, 32, 32, StrictStart),
        .. Rows("xkeysib- xsmtpsib-", Charset.Base64Url, 60),
        .. Rows("figd_ figo_", Charset.Base64Url, 30),
        .. Rows("ntn_", Charset.Alphanumeric, 40, traits: WordStart),
        .. Rows("secret_", Charset.Alphanumeric, 40, 50, WordStart | Mixed),
        .. Rows("pat", Charset.Dotted, 79, 79, WordStart | Mixed),
        .. Rows("pat-na1- pat-eu1- pat-na2-", Charset.Base64Url, 36),
        .. Rows("lin_api_ lin_oauth_", Charset.Alphanumeric, 30),
        .. Rows("tfp_", Charset.Base64Url, 40, traits: WordStart),
        .. Rows("CFPAT-", Charset.Base64Url, 40),

        // Money.
        .. Rows("sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_", Charset.Word, 10, traits: Mixed),
        .. Rows("whsec_ whsk_", Charset.Base64, 16),
        .. Rows("sq0atp- sq0csp-", Charset.Base64Url, 20),
        .. Rows("EAAA EAAB EAAC", Charset.Base64Url, 56, traits: StrictStart | TokenTraits.Random),
        .. Rows("shpat_ shpca_ shppa_ shpss_ shpua_", Charset.Hex, 30),
        .. Rows("EZAK EZTK", Charset.Alphanumeric, 54, 54, WordStart),
        .. Rows("shippo_live_ shippo_test_", Charset.Hex, 30),

        // Models.
        .. Rows("sk-proj- sk-svcacct- sk-admin- sk-ant- sk-or-v1- sk-None- sk-lf-", Charset.Base64Url, 20, traits: WordStart | Mixed),
        .. Rows("sk-", Charset.Base64Url, 20, traits: WordStart | TokenTraits.Random),
        .. Rows("hf_", Charset.Alphanumeric, 30, traits: WordStart),
        .. Rows("api_org_", Charset.Letters, 30),
        .. Rows("gsk_ xai- pplx- csk- nvapi-", Charset.Base64Url, 40, traits: WordStart | Mixed),
        .. Rows("r8_", Charset.Alphanumeric, 36, traits: WordStart),
        .. Rows("lsv2_pt_ lsv2_sk_ pcsk_ apify_api_ tvly- rpa_ e2b_ wandb_v1_", Charset.Base64Url, 24, traits: WordStart | Mixed),

        // Watching and secret keeping.
        .. Rows("glsa_", Charset.Word, 30),
        .. Rows("glc_", Charset.Base64, 30, traits: WordStart),
        .. Rows("sntryu_ sntrys_ sntrya_", Charset.Token68, 30),
        .. Rows("NRAK- NRII- NRRA- NRAA- NRIQ- NRJS-", Charset.Base64Url, 19),
        .. Rows("dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.", Charset.Dotted, 30, traits: WordStart),
        .. Rows("dt0c01. dt0s01. dt0s16.", Charset.Dotted, 60),
        .. Rows("phx_", Charset.Alphanumeric, 40, traits: WordStart),
        .. Rows("v1.local. v2.local. v3.local. v4.local. v2.public. v4.public.", Charset.Base64Url, 40, traits: WordStart),
        .. Rows("gAAAAA", Charset.Base64, 80, traits: StrictStart | TokenTraits.Random),

        // Hashes of passwords: good enough for an attack at home.
        .. Rows("$2a$ $2b$ $2x$ $2y$ $argon2id$ $argon2i$ $argon2d$ $scrypt$ pbkdf2_sha256$", Charset.Crypt, 40),
        .. Rows("$1$ $5$ $6$ $7$ $y$ $apr1$", Charset.Crypt, 22, traits: StrictStart),
        .. Rows("{SSHA} {SSHA256} {SSHA512} {SHA}", Charset.Base64, 20),

        // Addresses to which anybody may post.
        .. Rows(@"hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/ hooks.slack.com\/services\/ hooks.slack.com\/workflows\/ hooks.slack.com\/triggers\/",
            Charset.Path, 20, traits: KeepPrefix),
        .. Rows(@".webhook.office.com/webhookb2/ .webhook.office.com\/webhookb2\/ outlook.office.com/webhook/ outlook.office365.com/webhook/", Charset.Path, 20, traits: KeepPrefix),
        .. Rows(@"/api/webhooks/ \/api\/webhooks\/", Charset.Path, 40, traits: KeepPrefix | Mixed),
        .. Rows("api.telegram.org/bot", Charset.Path, 30, traits: KeepPrefix),
        .. Rows("/hooks/", Charset.Alphanumeric, 26, 26, KeepPrefix | Mixed),
        .. Rows("hooks.zapier.com/hooks/catch/ events.pagerduty.com/integration/ open.feishu.cn/open-apis/bot/v2/hook/ open.larksuite.com/open-apis/bot/v2/hook/ /with/key/",
            Charset.Path, 12, traits: KeepPrefix | Mixed),
    ];

    internal static readonly MidShape[] MidShapes =
    [
        .. "0123456789".Select(d => new MidShape($"{d}Q~", Charset.Dotted, 3, 3, Charset.Dotted, 31, 36)), // Entra client secrets
        new("JQQJ99", Charset.Alphanumeric, 40, 60, Charset.Alphanumeric, 20, 40), // Azure DevOps and its kin
        .. ((string[])["+ASt", "+ASb", "+AEh", "+ARm", "+ACR", "+AIoT", "ACDb", "AzSe", "AzFu"]).Select(s => new MidShape(s, Charset.Base64, 33, 80, Charset.Base64, 6, 12)), // Azure keys with a signature
        new(".atlasv1.", Charset.Alphanumeric, 12, 16, Charset.Base64Url, 50, 80), // Terraform Cloud
        new(":AA", Charset.Digits, 5, 16, Charset.Base64Url, 32, 34), // Telegram bots
        new(":APA91b", Charset.Base64Url, 8, 12, Charset.Base64Url, 100, 200), // Firebase server keys
        new("-us", Charset.LowerHex, 32, 32, Charset.Digits, 1, 2), // Mailchimp
    ];

    private static IEnumerable<TokenShape> Rows(string prefixes, Charset charset, int min, int max = TokenShape.Unbounded, TokenTraits traits = None) =>
        prefixes.Split(' ').Select(prefix => new TokenShape(prefix, charset, min, max, traits));
}
