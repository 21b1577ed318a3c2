using OpenGovWeek.Certificates;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class CertificateAccentTests
{
    [Theory]
    [InlineData("#ffdd00")]
    [InlineData("#ffffff")]
    [InlineData("#0a5c36")]
    public void Heading_and_band_take_the_accent_of_the_event_and_read_on_white_paper(string accent)
    {
        var theme = DefaultLook.LookIn(accent).Theme;

        Assert.True(Rgb.Contrast(new(theme.Accent.Red, theme.Accent.Green, theme.Accent.Blue), Rgb.White) >= 4.5);
        Assert.Equal(theme.Accent, theme.BandGround);
        Assert.Equal(DefaultLook.Theme.Ink, theme.Ink);
    }

    [Fact]
    public void Without_an_accent_the_certificate_has_the_colours_of_the_application() =>
        Assert.Equal(new CertificateColor(0x8C, 0x16, 0x30), DefaultLook.LookIn(null).Theme.Accent);
}
