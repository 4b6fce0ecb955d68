using System.Globalization;
using System.Xml;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Time;

[TestFixture]
public sealed class DurationTextTests
{
    [TestCase("30s", 300_000_000)]
    [TestCase("0s", 0)]
    [TestCase("5m", 3_000_000_000)]
    [TestCase("1h30m", 54_000_000_000)]
    [TestCase("250ms", 2_500_000)]
    [TestCase("1d", 864_000_000_000)]
    [TestCase("1d2h3m4.5s", 937_845_000_000)]
    [TestCase("1.5s", 15_000_000)]
    [TestCase("0.0001ms", 1)]
    [TestCase("1m0.0000001s", 600_000_001)]
    [TestCase("-30s", -300_000_000)]
    [TestCase("-0.5ms", -5_000)]
    [TestCase("infinite", -10_000)]
    [TestCase("10675199d2h48m5.4775807s", long.MaxValue)]
    [TestCase("-10675199d2h48m5.4775808s", long.MinValue)]
    public void What_is_written_is_read_back(string text, long ticks)
    {
        DurationText.Format(TimeSpan.FromTicks(ticks)).Should().Be(text);
        DurationText.Parse(text).Ticks.Should().Be(ticks);
    }

    [TestCase("00:00:30", 300_000_000)]
    [TestCase("23:59:59.9999999", 863_999_999_999)]
    [TestCase("1.00:00:00", 864_000_000_000)]
    [TestCase("10675199.02:48:05.4775807", long.MaxValue)]
    [TestCase("-00:00:30", -300_000_000)]
    [TestCase("PT30S", 300_000_000)]
    [TestCase("PT0.5S", 5_000_000)]
    [TestCase("P1DT2H3M4.5S", 937_845_000_000)]
    [TestCase("P2W", 12_096_000_000_000)]
    [TestCase("P1D", 864_000_000_000)]
    [TestCase("pt5m", 3_000_000_000)]
    [TestCase("-PT30S", -300_000_000)]
    [TestCase("90s", 900_000_000)]
    [TestCase("1.5h", 54_000_000_000)]
    [TestCase("007s", 70_000_000)]
    [TestCase("1.500000000000s", 15_000_000)]
    [TestCase("100us", 1_000)]
    [TestCase("0.1us", 1)]
    [TestCase("1s250ms", 12_500_000)]
    [TestCase("  30s ", 300_000_000)]
    [TestCase("-1ms", -10_000)]
    public void Other_forms_are_read(string text, long ticks) => DurationText.Parse(text).Ticks.Should().Be(ticks);

    [TestCase("30", "'30' has no unit; write 30s.")]
    [TestCase("1.5", "'1.5' has no unit; write 1.5s.")]
    [TestCase("-30", "'-30' has no unit; write -30s.")]
    [TestCase("1h30", "'1h30' has no unit behind 30; write 1h30m.")]
    [TestCase("5m30", "'5m30' has no unit behind 30; write 5m30s.")]
    [TestCase("1s30", "'1s30' has no unit behind 30; write 1s30ms.")]
    [TestCase("1us5", "'1us5' has no unit behind 5; the units are d, h, m, s, ms and us.")]
    [TestCase("", "The duration is empty; write one such as 30s, 5m or 1h30m.")]
    [TestCase("   ", "The duration is empty; write one such as 30s, 5m or 1h30m.")]
    [TestCase(null, "The duration is empty; write one such as 30s, 5m or 1h30m.")]
    [TestCase("30 s", "'30 s' has the unit ' s'; the units are d, h, m, s, ms and us.")]
    [TestCase("30S", "'30S' has the unit 'S'; the units are d, h, m, s, ms and us.")]
    [TestCase("2weeks", "'2weeks' has the unit 'weeks'; the units are d, h, m, s, ms and us.")]
    [TestCase("soon", "'soon' is not a duration; write one such as 250ms, 30s, 5m, 1h30m or 00:00:30.")]
    [TestCase(".5s", "'.5s' is not a duration; write one such as 250ms, 30s, 5m, 1h30m or 00:00:30.")]
    [TestCase("5.s", "'5.s' is not a duration; write one such as 250ms, 30s, 5m, 1h30m or 00:00:30.")]
    [TestCase("--5s", "'--5s' is not a duration; write one such as 250ms, 30s, 5m, 1h30m or 00:00:30.")]
    [TestCase("-", "'-' is not a duration; write one such as 250ms, 30s, 5m, 1h30m or 00:00:30.")]
    [TestCase("1e3s", "'1e3s' has the unit 'e'; the units are d, h, m, s, ms and us.")]
    [TestCase("30m1h", "'30m1h' has its units out of order; write the larger first and each once, such as 1h30m.")]
    [TestCase("1s1s", "'1s1s' has its units out of order; write the larger first and each once, such as 1h30m.")]
    [TestCase("1.5h30m", "'1.5h30m' has more behind a fraction; only the last number may have one: write 1h30m or 1.5h.")]
    [TestCase("0.01us", "'0.01us' is finer than 100 nanoseconds, the smallest step of time here.")]
    [TestCase("0.00000001s", "'0.00000001s' is finer than 100 nanoseconds, the smallest step of time here.")]
    [TestCase("10675200d", "'10675200d' is longer than 10675199d2h48m5.4775807s, the longest duration there is.")]
    [TestCase("9999999999999999999999999999999d", "'9999999999999999999999999999999d' is longer than 10675199d2h48m5.4775807s, the longest duration there is.")]
    [TestCase("00:30", "'00:30' is not of the form 00:00:30 or 1.00:00:30; write it so or with units, such as 30s.")]
    [TestCase("0:00:30", "'0:00:30' is not of the form 00:00:30 or 1.00:00:30; write it so or with units, such as 30s.")]
    [TestCase("00:00:30x", "'00:00:30x' is not of the form 00:00:30 or 1.00:00:30; write it so or with units, such as 30s.")]
    [TestCase("00:00:300", "'00:00:300' is not of the form 00:00:30 or 1.00:00:30; write it so or with units, such as 30s.")]
    [TestCase("x.00:00:30", "'x.00:00:30' is not of the form 00:00:30 or 1.00:00:30; write it so or with units, such as 30s.")]
    [TestCase("25:00:00", "'25:00:00' has 25 hours; write 1.01:00:00 or 25h.")]
    [TestCase("00:61:00", "'00:61:00' has 61 minutes; 59 is the most.")]
    [TestCase("00:00:75", "'00:00:75' has 75 seconds; 59 is the most.")]
    [TestCase("00:00:00.00000001", "'00:00:00.00000001' is finer than 100 nanoseconds, the smallest step of time here.")]
    [TestCase("P1M", "'P1M' has years or months, whose length differs; write days, such as P30D.")]
    [TestCase("P1Y", "'P1Y' has years or months, whose length differs; write days, such as P30D.")]
    [TestCase("P", "'P' is not an ISO 8601 duration; write one such as PT30S, PT1H30M or P1D.")]
    [TestCase("PT", "'PT' is not an ISO 8601 duration; write one such as PT30S, PT1H30M or P1D.")]
    [TestCase("P1DT", "'P1DT' is not an ISO 8601 duration; write one such as PT30S, PT1H30M or P1D.")]
    [TestCase("PT30", "'PT30' is not an ISO 8601 duration; write one such as PT30S, PT1H30M or P1D.")]
    [TestCase("PT1S1H", "'PT1S1H' is not an ISO 8601 duration; write one such as PT30S, PT1H30M or P1D.")]
    [TestCase("PT1.5H1M", "'PT1.5H1M' is not an ISO 8601 duration; write one such as PT30S, PT1H30M or P1D.")]
    [TestCase("P1H", "'P1H' is not an ISO 8601 duration; write one such as PT30S, PT1H30M or P1D.")]
    [TestCase("PTT1H", "'PTT1H' is not an ISO 8601 duration; write one such as PT30S, PT1H30M or P1D.")]
    public void What_is_not_a_duration_is_told_what_to_write(string? text, string problem)
    {
        DurationText.TryParse(text, out TimeSpan duration, out string? actual).Should().BeFalse();
        actual.Should().Be(problem);
        duration.Should().Be(TimeSpan.Zero);
        if (text is not null) ((Action)(() => DurationText.Parse(text))).Should().Throw<FormatException>().WithMessage(problem);
    }

    [Test]
    public void Parse_refuses_null() => ((Action)(() => DurationText.Parse(null!))).Should().Throw<ArgumentNullException>();

    [Test]
    public void Ten_thousand_durations_of_every_size_come_back_to_the_tick_in_every_form()
    {
        const int Seed = 20_260_801;
        Random random = new(Seed);
        for (int i = 0; i < 10_000; i++)
        {
            long ticks = (random.NextInt64() >> random.Next(63)) * (random.Next(4) == 0 ? -1 : 1);
            var span = TimeSpan.FromTicks(ticks);
            string because = $"seed {Seed}, case {i}";

            DurationText.Parse(DurationText.Format(span)).Should().Be(span, because);
            DurationText.Parse(span.ToString("c", CultureInfo.InvariantCulture)).Should().Be(span, because);
            DurationText.Parse(XmlConvert.ToString(span)).Should().Be(span, because);
        }
    }

    [Test]
    public void Random_text_is_never_more_than_refused()
    {
        const int Seed = 20_260_802;
        Random random = new(Seed);
        for (int i = 0; i < 10_000; i++)
        {
            string text = new(random.GetItems<char>("0123456789.:-PTdhmsuHMS ", random.Next(1, 14)));
            bool read = DurationText.TryParse(text, out TimeSpan span, out string? problem);

            if (read)
                DurationText.Parse(DurationText.Format(span)).Should().Be(span, $"seed {Seed}, case {i}, text {text}");
            else
                problem.Should().MatchRegex(@"^('.*'|The) .*\.$", $"seed {Seed}, case {i}, text {text}");
        }
    }

    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    [TestCase("fa-IR")]
    public void The_culture_changes_nothing(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            DurationText.Format(TimeSpan.FromMilliseconds(-90_500)).Should().Be("-1m30.5s");
            DurationText.Parse("-1.5h").Should().Be(TimeSpan.FromMinutes(-90));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
