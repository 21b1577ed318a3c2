using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Certificates;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class CertificateCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly Arbitrary<byte[]> Bytes =
        Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf(CertificateCode.ByteCount).ToArbitrary();

    private static readonly Arbitrary<CertificateCode> Codes =
        Bytes.Generator.Select(bytes => CertificateCode.FromBytes(bytes)).ToArbitrary();

    [Fact]
    public void A_code_reads_back_from_its_stored_and_its_printed_form() =>
        Holds(Prop.ForAll(Codes, code => CertificateCode.Parse(code.Value) == code && CertificateCode.Parse(code.Display) == code));

    [Fact]
    public void Every_one_of_the_128_bits_changes_the_code() =>
        Holds(Prop.ForAll(Bytes, bytes =>
        {
            var codes = Enumerable.Range(0, 128).Select(bit =>
            {
                var flipped = bytes.ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                return CertificateCode.FromBytes(flipped);
            });
            return codes.Append(CertificateCode.FromBytes(bytes)).Distinct().Count() == 129;
        }));

    [Fact]
    public void Every_substitution_of_one_character_is_caught() =>
        Holds(Prop.ForAll(Codes, code => Enumerable.Range(0, CertificateCode.Length).All(position => Alphabet.All(other =>
            other == code.Value[position] || !CertificateCode.TryParse(With(code.Value, (position, other)), out _)))));

    [Fact]
    public void Every_transposition_of_two_different_characters_is_caught() =>
        Holds(Prop.ForAll(Codes, code => Enumerable.Range(0, CertificateCode.Length).All(first =>
            Enumerable.Range(0, CertificateCode.Length).All(second => code.Value[first] == code.Value[second]
                || !CertificateCode.TryParse(With(code.Value, (first, code.Value[second]), (second, code.Value[first])), out _)))));

    [Fact]
    public void A_lost_or_an_extra_character_is_caught() =>
        Holds(Prop.ForAll(Codes, code => Enumerable.Range(0, CertificateCode.Length).All(position =>
            !CertificateCode.TryParse(code.Value.Remove(position, 1), out _)
            && !CertificateCode.TryParse(code.Value.Insert(position, "7"), out _))));

    [Fact]
    public void Case_look_alikes_and_separators_do_not_matter() =>
        Holds(Prop.ForAll(Codes, code => Variants(code).All(variant => CertificateCode.TryParse(variant, out var read) && read == code)));

    [Fact]
    public void The_bits_are_written_most_significant_first_after_two_zero_bits()
    {
        Assert.Equal("00000000000000000000000000", CertificateCode.FromBytes(new byte[16]).Value[..26]);
        Assert.Equal("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", CertificateCode.FromBytes([.. Enumerable.Repeat((byte)255, 16)]).Value[..26]);
        Assert.Equal("01081G81860W40J2GB1G6GW3RG", CertificateCode.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]).Value[..26]);
    }

    [Fact]
    public void The_printed_form_is_in_groups_of_four() =>
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{3}$", CertificateCode.Generate().Display);

    [Fact]
    public void Generated_codes_do_not_repeat() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => CertificateCode.Generate()).Distinct().Count());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("U0000000000000000000000000U")]
    [InlineData("ñ")]
    [InlineData("\ud800")]
    [InlineData("0000000000000000000000000\ud800\ud800")]
    [InlineData("8ZZZZZZZZZZZZZZZZZZZZZZZZZ0")]
    [InlineData("../../etc/passwd")]
    public void What_is_no_code_is_refused(string? text)
    {
        Assert.False(CertificateCode.TryParse(text, out var code));
        Assert.Null(code);
    }

    [Fact]
    public void More_than_128_bits_are_refused_whatever_the_check_character() =>
        Assert.All(Alphabet, check => Assert.False(CertificateCode.TryParse("8" + new string('0', 25) + check, out _)));

    [Fact]
    public void A_very_long_text_is_refused() => Assert.False(CertificateCode.TryParse(new string('0', 1_000_000), out _));

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    public void A_code_takes_exactly_sixteen_bytes(int count) =>
        Assert.Throws<ArgumentException>(() => CertificateCode.FromBytes(new byte[count]));

    private static void Holds(Property property) => Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true), property);

    private static string With(string text, params (int Position, char Character)[] changes)
    {
        var characters = text.ToCharArray();
        foreach (var (position, character) in changes)
            characters[position] = character;
        return new string(characters);
    }

    private static IEnumerable<string> Variants(CertificateCode code)
    {
        yield return code.Value.ToLowerInvariant();
        yield return code.Display.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);
        yield return code.Value.Replace('0', 'O').Replace('1', 'I');
        yield return code.Value.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l');
        yield return code.Display.Replace('1', 'L').Replace("-", "\u2011", StringComparison.Ordinal);
        yield return code.Display.Replace("-", " \u2013\u00a0", StringComparison.Ordinal);
        yield return string.Concat(code.Value.Select(character => (char)(character - '!' + '\uff01')));
        yield return $"\ufeff {string.Join('\u200b', code.Value.AsEnumerable())}\r\n";
    }
}
