using MailKit.Security;
using Microsoft.Extensions.Configuration;
using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Features.Mail;
using Xunit;

namespace OpenGovWeek.Web.Tests.Mail;

public sealed class MailSettingsTests
{
    [Theory]
    [InlineData(null, 587, SecureSocketOptions.StartTls)]
    [InlineData("StartTls", 587, SecureSocketOptions.StartTls)]
    [InlineData("Tls", 465, SecureSocketOptions.SslOnConnect)]
    [InlineData("None", 25, SecureSocketOptions.None)]
    public void Each_kind_of_connection_has_its_usual_port(string? security, int port, SecureSocketOptions meant)
    {
        var settings = Read(("Security", security))!;

        Assert.Equal((port, meant, null, "ejemplo.pe"), (settings.Port, settings.Security, settings.User, settings.From.Domain));
    }

    [Theory]
    [InlineData("Security", "Ssl", "Mail:Security")]
    [InlineData("Port", "veinticinco", "Mail:Port")]
    [InlineData("Port", "70000", "Mail:Port")]
    [InlineData("From", "", "Mail:From")]
    [InlineData("From", "avisos", "Mail:From")]
    public void A_setting_that_makes_no_sense_is_named(string setting, string value, string said) =>
        Assert.Contains(said, Assert.Throws<StartupException>(() => Read((setting, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_a_host_there_is_no_server() => Assert.Null(Read(("Host", "")));

    private static MailSettings? Read((string Name, string? Value) changed)
    {
        var settings = new Dictionary<string, string?> { ["Mail:Host"] = "correo.ejemplo.pe", ["Mail:From"] = "avisos@ejemplo.pe" };
        settings[$"Mail:{changed.Name}"] = changed.Value;
        return MailSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
