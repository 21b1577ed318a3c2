using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using OpenGovWeek.Core.Events;
using Xunit;

namespace OpenGovWeek.Core.Tests.Events;

public sealed class EventThemeTests
{
    private static readonly string TokensCss = Repository.Text("wwwroot", "css", "tokens.css");

    /// <summary>Colours in which rules of thumb go wrong: no hue, no room above or below, far outside of what can be read.</summary>
    public static TheoryData<string> Hard =>
        ["#000000", "#ffffff", "#808080", "#777777", "#ffff00", "#00ff00", "#00ffff", "#ff00ff", "#39ff14", "#0000ff", "#ff0000", "#fefefe", "#010101", "#8c1630", "#c02f4b"];

    [Fact]
    public void Every_colour_makes_a_readable_theme() => Always.Hold(
        Gen.Choose(0, 0xFFFFFF).Select(value => $"#{value:x6}"), Reads, tests: 4000);

    [Theory]
    [MemberData(nameof(Hard))]
    public void A_hard_colour_makes_a_readable_theme(string accent) => Reads(accent);

    [Fact]
    public void Every_grey_stays_a_grey()
    {
        for (var value = 0; value < 256; value++)
        {
            var fill = EventTheme.Of(new((byte)value, (byte)value, (byte)value)).LightTokens.Fill;

            Assert.InRange(Math.Max(fill.Red, Math.Max(fill.Green, fill.Blue)) - Math.Min(fill.Red, Math.Min(fill.Green, fill.Blue)), 0, 2);
        }
    }

    [Theory]
    [InlineData("#8c1630")]
    [InlineData("#0a5c36")]
    [InlineData("#123a7a")]
    public void A_colour_that_reads_well_is_left_as_it_is(string accent)
    {
        var tokens = EventTheme.Of(Rgb.Parse(accent)).LightTokens;

        Assert.Equal((accent, accent, accent), ($"{tokens.Accent}", $"{tokens.Fill}", $"{tokens.Edge}"));
    }

    [Fact]
    public void A_yellow_button_stays_yellow_with_dark_words()
    {
        var tokens = EventTheme.Of(Rgb.Parse("#ffdd00")).LightTokens;

        Assert.Equal("#ffdd00", $"{tokens.Fill}");
        Assert.True(Contrast(tokens.OnAccent, Rgb.White) > 10);
    }

    [Theory]
    [InlineData("paper", 0)]
    [InlineData("surface", 1)]
    [InlineData("sunken", 2)]
    public void What_lies_under_the_accent_is_what_the_pages_have(string token, int place)
    {
        var values = Regex.Matches(TokensCss, $@"--{token}: (#[0-9a-f]{{6}});").Select(match => match.Groups[1].Value).ToList();

        Assert.Equal([$"{EventTheme.Light.Surfaces[place]}", .. Enumerable.Repeat($"{EventTheme.Night.Surfaces[place]}", values.Count - 1)], values);
        Assert.True(values.Count >= 2);
    }

    [Fact]
    public void The_focus_ring_is_seen_on_every_surface()
    {
        var rings = Regex.Matches(TokensCss, "--focus: (#[0-9a-f]{6});").Select(match => Rgb.Parse(match.Groups[1].Value)).ToList();

        Assert.All(EventTheme.Light.Surfaces, surface => Assert.True(Contrast(rings[0], surface) >= 3));
        Assert.All(rings.Skip(1), ring => Assert.All(EventTheme.Night.Surfaces, surface => Assert.True(Contrast(ring, surface) >= 3)));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("  ", null)]
    [InlineData("#8C1630", "#8c1630")]
    [InlineData(" 8c1630 ", "#8c1630")]
    public void An_accent_is_read_as_it_is_typed(string typed, string? read) => Assert.Equal(read, EventTheme.Accent(typed));

    [Theory]
    [InlineData("rojo")]
    [InlineData("#8c16")]
    [InlineData("#8c163g")]
    [InlineData("#8c1630ff")]
    [InlineData("+8c163")]
    public void What_is_no_colour_is_refused(string typed) => Refusal.Of("accent-invalid", () => EventTheme.Accent(typed));

    private static void Reads(string accent)
    {
        var theme = EventTheme.Of(Rgb.Parse(accent));
        foreach (var (tokens, ground) in ((AccentTokens, ThemeGround)[])[(theme.LightTokens, EventTheme.Light), (theme.DarkTokens, EventTheme.Night)])
        {
            Assert.All([.. ground.Surfaces, tokens.Wash], under => AtLeast(4.5, tokens.Accent, under));
            AtLeast(7, ground.Ink, tokens.Wash);
            AtLeast(4.5, tokens.OnAccent, tokens.Fill);
            AtLeast(4.5, tokens.OnAccent, tokens.FillStrong);
            Assert.NotEqual(tokens.Fill, tokens.FillStrong);
            Assert.All(ground.Surfaces, under => AtLeast(3, tokens.Edge, under));
        }

        void AtLeast(double least, Rgb one, Rgb other) =>
            Assert.True(Contrast(one, other) >= least, $"{accent}: {one} on {other} has {Contrast(one, other):F2} of {least}");
    }

    // The formula of WCAG 2.2, "relative luminance" and "contrast ratio", once more and on its own.
    private static double Contrast(Rgb one, Rgb other)
    {
        var lights = new[] { Luminance(one), Luminance(other) };
        return (lights.Max() + 0.05) / (lights.Min() + 0.05);
    }

    private static double Luminance(Rgb color)
    {
        var hex = color.ToString();
        var channels = new[] { 1, 3, 5 }
            .Select(at => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d)
            .Select(share => share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }
}
