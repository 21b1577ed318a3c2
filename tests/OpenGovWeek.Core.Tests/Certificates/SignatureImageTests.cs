using OpenGovWeek.Certificates;
using SkiaSharp;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class SignatureImageTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Of_a_scanned_signature_nothing_but_its_strokes_is_kept_in_the_fineness_of_print(SKEncodedImageFormat format) =>
        AssertStrokes(SignatureImage.Check(SomePictures.Signature(1, format)));

    [Fact]
    public void A_phones_photograph_loses_its_shadow_and_grain() => AssertStrokes(SignatureImage.Check(SomePictures.PhotographedSignature()));

    [Fact]
    public void What_was_kept_is_kept_again_as_it_is()
    {
        var kept = SignatureImage.Check(SomePictures.Signature(1));
        using var once = SKBitmap.Decode(kept);
        using var twice = SKBitmap.Decode(SignatureImage.Check(kept));
        // The palest dots of an edge may go.
        Assert.InRange(twice.Width, once.Width - 2, once.Width);
        Assert.InRange(twice.Height, once.Height - 2, once.Height);
    }

    public static TheoryData<byte[], string> Refused => new()
    {
        { "no"u8.ToArray(), "signature-format" },
        { "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "signature-format" },
        { SomePictures.Signature(1)[..200], "signature-format" },
        { new byte[SignatureImage.MaxBytes + 1], "signature-size" },
        { SomePictures.Plain(39, 400, SKColors.White), "signature-dimensions" },
        { SomePictures.Plain(400, 5001, SKColors.White), "signature-dimensions" },
        { SomePictures.Plain(400, 100, SKColors.White), "signature-empty" },
        { SomePictures.Plain(400, 100, SKColors.Black), "signature-empty" },
        { SomePictures.Noise(300, 110), "signature-heavy" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void What_cannot_stand_on_a_certificate_is_refused(byte[] file, string code)
    {
        var refused = Assert.Throws<RuleException>(() => SignatureImage.Check(file, "Signature"));
        Assert.Equal((code, "Signature"), (refused.Code, refused.Field));
    }

    private static void AssertStrokes(byte[] kept)
    {
        using var bitmap = SKBitmap.Decode(kept);
        Assert.Equal(SKColorType.Gray8, bitmap.ColorType);
        Assert.InRange(bitmap.Width, 300, 651);
        var samples = bitmap.GetPixelSpan().ToArray();
        Assert.InRange(samples.Count(sample => sample == 255) / (double)samples.Length, 0.7, 0.99);
        Assert.InRange(samples.Count(sample => sample < 60) / (double)samples.Length, 0.01, 0.3);
    }
}
