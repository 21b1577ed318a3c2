using OpenGovWeek.Core.Certificates;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class SignatureFileTests
{
    [Fact]
    public void A_small_picture_is_a_signature()
    {
        SignatureFile.Check(Pictures.Png(SignatureFile.MinSide, SignatureFile.MaxSide), "signature");
        SignatureFile.Check(Pictures.Jpeg(600, 200), "signature");
        SignatureFile.Check(Pictures.Webp(), "signature");
    }

    [Fact]
    public void Other_files_are_refused_whatever_their_name()
    {
        Refusal.Of("signature-format", () => SignatureFile.Check("<svg xmlns='http://www.w3.org/2000/svg'/>"u8, "signature"));
        Refusal.Of("signature-format", () => SignatureFile.Check([], "signature"));
    }

    [Fact]
    public void Size_and_pixels_have_bounds()
    {
        Refusal.Of("signature-size", () => SignatureFile.Check([.. Pictures.Png(40, 24), .. new byte[SignatureFile.MaxBytes]], "signature"));
        Refusal.Of("signature-dimensions", () => SignatureFile.Check(Pictures.Png(SignatureFile.MaxSide + 1, 100), "signature"));
        Refusal.Of("signature-dimensions", () => SignatureFile.Check(Pictures.Png(100, SignatureFile.MinSide - 1), "signature"));
        Refusal.Of("signature-dimensions", () => SignatureFile.Check(Pictures.Png(-1, 100), "signature"));
    }
}
