using OpenGovWeek.Core.Sessions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Sessions;

public sealed class StreamAddressTests
{
    private static readonly string[] Hosts = ["stream.gob.pe", "Video.Example"];

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=aB3-_efghiJ", StreamKind.YouTube, "https://www.youtube-nocookie.com/embed/aB3-_efghiJ")]
    [InlineData("https://m.youtube.com/watch?t=3&v=aB3-_efghiJ&x=1", StreamKind.YouTube, "https://www.youtube-nocookie.com/embed/aB3-_efghiJ")]
    [InlineData("https://youtu.be/aB3-_efghiJ?si=abc", StreamKind.YouTube, "https://www.youtube-nocookie.com/embed/aB3-_efghiJ")]
    [InlineData("https://youtube.com/live/aB3-_efghiJ?feature=share", StreamKind.YouTube, "https://www.youtube-nocookie.com/embed/aB3-_efghiJ")]
    [InlineData("https://www.youtube-nocookie.com/embed/aB3-_efghiJ", StreamKind.YouTube, "https://www.youtube-nocookie.com/embed/aB3-_efghiJ")]
    [InlineData("https://vimeo.com/76979871", StreamKind.Vimeo, "https://player.vimeo.com/video/76979871")]
    [InlineData("https://vimeo.com/76979871/0a1b2c3d4e", StreamKind.Vimeo, "https://player.vimeo.com/video/76979871?h=0a1b2c3d4e")]
    [InlineData("https://player.vimeo.com/video/76979871?h=0a1b2c3d4e", StreamKind.Vimeo, "https://player.vimeo.com/video/76979871?h=0a1b2c3d4e")]
    [InlineData("https://stream.gob.pe/dia1/index.m3u8?t=1", StreamKind.Hls, "https://stream.gob.pe/dia1/index.m3u8?t=1")]
    [InlineData("https://STREAM.gob.pe/ver/1", StreamKind.Frame, "https://stream.gob.pe/ver/1")]
    [InlineData(" https://video.example/ver ", StreamKind.Frame, "https://video.example/ver")]
    public void Addresses_as_people_copy_them_become_embeds(string address, StreamKind kind, string embed)
    {
        Assert.Equal(new StreamAddress(kind, embed), StreamAddress.Read(address, Hosts));
        Assert.Equal(address.Trim(), StreamAddress.Check(address, Hosts));
    }

    [Theory]
    [InlineData("http://www.youtube.com/watch?v=aB3-_efghiJ")]
    [InlineData("https://www.youtube.com/watch?v=short")]
    [InlineData("https://www.youtube.com/watch?v=aB3-_efghiJ%22onload")]
    [InlineData("https://www.youtube.com/@pcm/live")]
    [InlineData("https://www.youtube.com/redirect?q=https://evil.example")]
    [InlineData("https://www.youtube.com.evil.example/watch?v=aB3-_efghiJ")]
    [InlineData("https://user:pass@www.youtube.com/watch?v=aB3-_efghiJ")]
    [InlineData("https://youtu.be:8443/aB3-_efghiJ")]
    [InlineData("https://vimeo.com/channels/staffpicks")]
    [InlineData("https://vimeo.com/76979871?h=%3Cscript")]
    [InlineData("https://evil.example/index.m3u8")]
    [InlineData("https://sub.stream.gob.pe/x")]
    [InlineData("https://stream.gob.pe:8080/x")]
    [InlineData("https://stream.gob.pe@evil.example/x")]
    [InlineData("//stream.gob.pe/x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("no es una dirección")]
    public void Everything_else_is_refused(string address)
    {
        Assert.Null(StreamAddress.Read(address, Hosts));
        Assert.Equal("streamUrl", Refusal.Of("stream-not-allowed", () => StreamAddress.Check(address, Hosts)).Field);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void No_address_means_that_no_stream_is_known_yet(string? address)
    {
        Assert.Null(StreamAddress.Check(address, Hosts));
        Assert.Null(StreamAddress.Read(address, Hosts));
    }

    [Fact]
    public void An_over_long_address_is_refused() =>
        Refusal.Of("stream-not-allowed", () => StreamAddress.Check("https://stream.gob.pe/" + new string('a', 500), Hosts));
}
