using OpenGovWeek.Core.Attendees;
using Xunit;

namespace OpenGovWeek.Core.Tests.Attendees;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData(" Ana.Lopez@PCM.gob.PE ", "Ana.Lopez@PCM.gob.PE", "ana.lopez@pcm.gob.pe")]
    [InlineData("ana+ogp@example.com", "ana+ogp@example.com", "ana+ogp@example.com")]
    [InlineData("o'higgins_1@sub-dominio.example.org", "o'higgins_1@sub-dominio.example.org", "o'higgins_1@sub-dominio.example.org")]
    [InlineData("josé@peru.pe", "josé@peru.pe", "josé@peru.pe")]
    [InlineData("ana@Perú.pe", "ana@Perú.pe", "ana@xn--per-boa.pe")]
    [InlineData("ana@xn--per-boa.pe", "ana@xn--per-boa.pe", "ana@xn--per-boa.pe")]
    public void An_address_is_kept_as_typed_and_compared_in_lower_case(string typed, string address, string normalized) =>
        Assert.Equal(new EmailAddress(address, normalized), EmailAddress.Parse(typed));

    [Fact]
    public void Decomposed_accents_are_the_same_address() =>
        Assert.Equal(EmailAddress.Parse("josé@perú.pe"), EmailAddress.Parse("jose\u0301@peru\u0301.pe"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ana")]
    [InlineData("@pcm.gob.pe")]
    [InlineData("ana@")]
    [InlineData("ana@localhost")]
    [InlineData("ana@@pcm.gob.pe")]
    [InlineData("ana@pcm@gob.pe")]
    [InlineData("ana lopez@pcm.gob.pe")]
    [InlineData("ana@pcm gob.pe")]
    [InlineData(".ana@pcm.gob.pe")]
    [InlineData("ana.@pcm.gob.pe")]
    [InlineData("ana..lopez@pcm.gob.pe")]
    [InlineData("ana@-pcm.gob.pe")]
    [InlineData("ana@pcm-.gob.pe")]
    [InlineData("ana@pcm..pe")]
    [InlineData("ana@pcm.gob.pe.")]
    [InlineData("ana@192.168.0.1")]
    [InlineData("ana@[192.168.0.1]")]
    [InlineData("ana@pcm_gob.pe")]
    [InlineData("\"ana\"@pcm.gob.pe")]
    [InlineData("Ana <ana@pcm.gob.pe>")]
    [InlineData("ana\r\nBcc: x@pcm.gob.pe")]
    [InlineData("ana\u202E@pcm.gob.pe")]
    [InlineData("ana\u200B@pcm.gob.pe")]
    [InlineData("ana@pcm\u200B.gob.pe")]
    [InlineData("ana,lopez@pcm.gob.pe")]
    public void What_is_no_address_is_refused(string? typed) => Assert.Equal("email", Refusal.Of("email-invalid", () => EmailAddress.Parse(typed)).Field);

    [Fact]
    public void An_address_ends_at_254_characters_and_its_local_part_at_64()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('a', 60), 3)) + ".pe";
        Assert.Equal(64 + 1 + domain.Length, EmailAddress.Parse(new string('a', 64) + "@" + domain).Address.Length);
        Refusal.Of("email-invalid", () => EmailAddress.Parse(new string('a', 65) + "@" + domain));
        Refusal.Of("email-invalid", () => EmailAddress.Parse("a@" + new string('a', 64) + ".pe"));
        Refusal.Of("email-invalid", () => EmailAddress.Parse(new string('a', 64) + "@" + string.Join('.', Enumerable.Repeat(new string('a', 60), 4)) + ".pe"));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Refusal.Of("email-invalid", () => EmailAddress.Parse("ana" + '\uD83D' + "@pcm.gob.pe"));
}
