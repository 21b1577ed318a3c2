using FsCheck.Fluent;
using OpenGovWeek.Core.Events;
using Xunit;

namespace OpenGovWeek.Core.Tests.Events;

public sealed class LogoFileTests
{
    // A real file of 40 by 24 pixels and of one colour.
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAACgAAAAYCAIAAAAH5iiXAAAAKElEQVR42mPoETMYEMQwavGoxaMWj1o8avGoxaMWj1o8avGoxcPHYgAEMxOuJH4VlgAAAABJRU5ErkJggg==";

    [Fact]
    public void A_picture_is_known_by_its_bytes() => Assert.Equal(new LogoFile("image/png", 40, 24), LogoFile.Read(Convert.FromBase64String(Png)));

    [Fact]
    public void A_jpeg_tells_its_size_in_the_frame_after_other_segments() =>
        Assert.Equal(new LogoFile("image/jpeg", 320, 200), LogoFile.Read([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 17, 8, 0, 200, 1, 64, 3, 1, 0x22, 0]));

    [Theory]
    [InlineData("VP8 ", new byte[] { 0, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xC8, 0x00 })]
    [InlineData("VP8L", new byte[] { 0x2F, 0x3F, 0xC1, 0x31, 0x00, 0, 0, 0, 0, 0 })]
    [InlineData("VP8X", new byte[] { 0, 0, 0, 0, 0x3F, 0x01, 0x00, 0xC7, 0x00, 0x00 })]
    public void Each_kind_of_webp_tells_its_size(string kind, byte[] body) => Assert.Equal(
        new LogoFile("image/webp", 320, 200),
        LogoFile.Read([.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. System.Text.Encoding.ASCII.GetBytes(kind), 10, 0, 0, 0, .. body]));

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", "logo-svg")]
    [InlineData("<svg onload=\"alert(1)\">", "logo-svg")]
    [InlineData("GIF89a", "logo-format")]
    [InlineData("", "logo-format")]
    public void What_is_no_such_picture_is_refused_with_its_reason(string content, string code) =>
        Refusal.Of(code, () => LogoFile.Read(System.Text.Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void What_is_too_heavy_or_too_large_is_refused()
    {
        Refusal.Of("logo-size", () => LogoFile.Read(new byte[LogoFile.MaxBytes + 1]));
        var wide = Convert.FromBase64String(Png);
        wide[18] = 0x10;
        Refusal.Of("logo-dimensions", () => LogoFile.Read(wide));
    }

    [Fact]
    public void No_bytes_whatever_bring_it_down() => Always.Hold(
        Gen.Choose(0, 255).ArrayOf().Zip(Gen.Elements<byte[]>([], [0xFF, 0xD8, 0xFF], [.. "RIFF1234WEBPVP8X"u8], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        pair =>
        {
            try
            {
                LogoFile.Read([.. pair.Item2, .. pair.Item1.Select(value => (byte)value)]);
            }
            catch (RuleException rule)
            {
                Assert.StartsWith("logo-", rule.Code, StringComparison.Ordinal);
            }
        });
}
