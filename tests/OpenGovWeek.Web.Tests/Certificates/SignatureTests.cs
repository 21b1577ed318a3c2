using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using OpenGovWeek.Certificates.Signing;
using OpenGovWeek.Certificates.Skia;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Composition;
using UglyToad.PdfPig;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

public sealed partial class SignatureTests
{
    private const string SigningTime = "1.2.840.113549.1.9.5";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    private static readonly DateTime IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddSeconds(7);

    private static readonly byte[] Drawn = new SkiaCertificateRenderer().Render(TestPapers.ContentOf(
        CertificateCode.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]), new Uri("https://eventos.example.pe/"), IssuedAt));

    [PdfToolTheory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(false, "--object-streams=generate")]
    [InlineData(true, "--object-streams=generate")]
    [InlineData(false, "--qdf")]
    [InlineData(false, "--linearize")]
    public async Task Others_find_the_signature_valid_over_the_whole_file_whatever_form_the_engine_wrote(bool ecdsa, string? form)
    {
        using var identity = SigningIdentity.Create(ecdsa);
        var drawn = form is null ? Drawn : await PdfTools.RewriteAsync(Drawn, form);

        var signed = await SignAsync(identity, drawn);

        var verdict = await PdfTools.VerifyAsync(signed.Pdf);
        Assert.Contains("Signature Validation: Signature is Valid.", verdict, StringComparison.Ordinal);
        Assert.Contains("Total document signed", verdict, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", verdict, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature #2", verdict, StringComparison.Ordinal);
        Assert.Equal("", await PdfTools.CheckAsync(signed.Pdf));
    }

    [PdfToolTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Others_find_a_flipped_byte(bool ecdsa)
    {
        using var identity = SigningIdentity.Create(ecdsa);
        var signed = (await SignAsync(identity, Drawn)).Pdf;
        var (begin, end) = Ranges(signed);

        foreach (var at in (int[])[20, begin / 3, Drawn.Length - 20, begin - 30, end + 2, signed.Length - 2])
        {
            Assert.DoesNotContain("Signature is Valid", await PdfTools.VerifyAsync(Flipped(signed, at)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_flipped_byte_anywhere_is_found(bool ecdsa)
    {
        using var identity = SigningIdentity.Create(ecdsa);
        var signed = (await SignAsync(identity, Drawn)).Pdf;
        var (begin, end) = Ranges(signed);
        Assert.True(Holds(signed));

        var places = Enumerable.Range(0, signed.Length).Where(at => at < begin || at >= end)
            .Where(at => at % 97 == 0 || at > signed.Length - 40 || (at > begin - 60 && at < end + 60));
        Assert.All(places, at => Assert.False(Holds(Flipped(signed, at)), $"The byte at {at} may be changed."));
    }

    [Fact]
    public async Task The_file_of_the_engine_stays_as_it_was_and_the_same_file_is_signed_to_the_same_bytes()
    {
        using var identity = SigningIdentity.Create();
        var signed = (await SignAsync(identity, Drawn)).Pdf;

        Assert.Equal(Drawn, signed[..Drawn.Length]);
        Assert.Equal(signed, (await SignAsync(identity, Drawn)).Pdf);
        Assert.True(signed.Length < 80 * 1024, $"The file has {signed.Length} bytes.");
        using var document = PdfDocument.Open(signed);
        Assert.Contains(TestPapers.Holder, string.Join(' ', document.GetPage(1).GetWords().Select(word => word.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_signature_names_its_certificate_embeds_the_chain_and_leaves_the_time_to_the_document(bool ecdsa)
    {
        using var identity = SigningIdentity.Create(ecdsa);
        var signed = await SignAsync(identity, Drawn);
        var text = Encoding.Latin1.GetString(signed.Pdf);
        var signature = SignatureOf(signed.Pdf);
        var signer = Assert.Single(signature.SignerInfos.Cast<SignerInfo>());

        Assert.Equal(SigningIdentity.Name, signed.SignedBy);
        Assert.Equal(3, signature.Certificates.Count);
        Assert.Equal(HashAlgorithmName.SHA256.Name, HashAlgorithmName.FromOid(signer.DigestAlgorithm.Value!).Name);
        var attributes = signer.SignedAttributes.Cast<CryptographicAttributeObject>().ToDictionary(attribute => attribute.Oid.Value!, attribute => attribute.Values[0].RawData);
        Assert.DoesNotContain(SigningTime, attributes.Keys);
        Assert.Contains(Convert.ToHexString(signer.Certificate!.GetCertHash(HashAlgorithmName.SHA256)), Convert.ToHexString(attributes[SigningCertificateV2]), StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"/M (D:{IssuedAt:yyyyMMddHHmmss}+00'00')"), text, StringComparison.Ordinal);
        Assert.Contains("/Rect [0 0 0 0]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ECDSA_signature_always_has_room()
    {
        using var identity = SigningIdentity.Create(ecdsa: true);
        var signer = Pkcs12Signer.Open(identity.File, SigningIdentity.Password, IssuedAt);
        for (var time = 0; time < 200; time++)
        {
            Assert.True(Holds((await signer.SignAsync(Drawn, IssuedAt.AddSeconds(time), CancellationToken.None)).Pdf));
        }
    }

    [Theory]
    [InlineData("This is no PDF at all.")]
    [InlineData("%PDF-1.7\nstartxref\n9999\n%%EOF")]
    [InlineData("%PDF-1.7\n1 0 obj\n<</Type /Catalog")]
    public async Task What_is_no_PDF_is_refused(string content)
    {
        using var identity = SigningIdentity.Create();

        await Assert.ThrowsAsync<SigningException>(() => SignAsync(identity, Encoding.ASCII.GetBytes(content)));
    }

    [Fact]
    public async Task What_is_signed_already_is_refused()
    {
        using var identity = SigningIdentity.Create();
        var signed = await SignAsync(identity, Drawn);

        await Assert.ThrowsAsync<SigningException>(() => SignAsync(identity, signed.Pdf));
    }

    [Fact]
    public async Task After_its_certificate_expired_nothing_is_signed()
    {
        using var identity = SigningIdentity.Create();
        var signer = Pkcs12Signer.Open(identity.File, SigningIdentity.Password, IssuedAt);

        await Assert.ThrowsAsync<SigningException>(() => signer.SignAsync(Drawn, IssuedAt.AddYears(2), CancellationToken.None));
    }

    [Theory]
    [InlineData("password", "password is another")]
    [InlineData("file", "cannot be read")]
    [InlineData("content", "not a PKCS#12 file")]
    [InlineData("expired", "expired on")]
    [InlineData("usage", "not issued for signing documents")]
    public async Task What_cannot_sign_is_told_in_one_sentence_at_start(string wrong, string told)
    {
        using var identity = SigningIdentity.Create(
            expired: wrong == "expired", usage: wrong == "usage" ? X509KeyUsageFlags.KeyEncipherment : X509KeyUsageFlags.DigitalSignature);
        var settings = identity.Settings;
        switch (wrong)
        {
            case "password":
                settings["Certificates:SigningPassword"] = "otra clave";
                break;
            case "file":
                File.Delete(identity.File);
                break;
            case "content":
                await File.WriteAllTextAsync(identity.File, "no es un archivo PKCS#12", TestContext.Current.CancellationToken);
                break;
        }

        var refusal = await Assert.ThrowsAsync<StartupException>(() => TestNode.StartAsync(settings: settings));

        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private static async Task<SignedPdf> SignAsync(SigningIdentity identity, byte[] pdf) =>
        await Pkcs12Signer.Open(identity.File, SigningIdentity.Password, IssuedAt).SignAsync(pdf, IssuedAt, TestContext.Current.CancellationToken);

    private static byte[] Flipped(byte[] file, int at)
    {
        var flipped = (byte[])file.Clone();
        flipped[at] ^= 0x01;
        return flipped;
    }

    // As a verifier of the file's bytes reads it: the ranges must leave out the signature alone.
    private static bool Holds(byte[] file)
    {
        try
        {
            SignatureOf(file).CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static SignedCms SignatureOf(byte[] file)
    {
        var (begin, end) = Ranges(file);
        var contents = Encoding.Latin1.GetString(file, begin, end - begin);
        if (contents[0] != '<' || contents[^1] != '>')
            throw new FormatException("The ranges leave out something else.");
        var padded = Convert.FromHexString(contents[1..^1]);
        var signature = new SignedCms(new ContentInfo([.. file[..begin], .. file[end..]]), detached: true);
        signature.Decode(padded);
        return signature;
    }

    private static (int Begin, int End) Ranges(byte[] file)
    {
        var match = ByteRange().Match(Encoding.Latin1.GetString(file));
        var numbers = match.Success ? match.Groups.Values.Skip(1).Select(group => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture)).ToArray() : throw new FormatException("There is no range.");
        return numbers is [0, var begin, var end, var rest] && begin > 0 && begin < end && end + rest == file.Length
            ? (begin, end)
            : throw new FormatException("The ranges do not cover the file.");
    }

    [GeneratedRegex(@"/ByteRange \[(\d+) +(\d+) +(\d+) +(\d+)\]")]
    private static partial Regex ByteRange();
}
