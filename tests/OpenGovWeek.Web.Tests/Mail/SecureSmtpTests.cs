using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Mail;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Sqlite;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Mail;

/// <summary>Mail servers as institutions have them: behind TLS, and with an account. The application is a process of its own, which trusts whom its machine trusts.</summary>
public sealed class SecureSmtpTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mail-").FullName;

    [Theory]
    [InlineData("Tls")]
    [InlineData("StartTls")]
    public async Task A_mail_goes_through_TLS_by_the_account_of_the_settings(string security)
    {
        await using var server = MailServer.Start(security);
        await using var application = await StartAsync(server, trusts: true);

        await application.RegisterAsync();

        await Eventually.TrueAsync(() => !server.Mails.IsEmpty, "it arrives");
        Assert.Equal(MailServer.User, server.SignedIn);
        var row = Assert.Single(await RowsAsync());
        Assert.Null(row.LastError);
    }

    [Theory]
    [InlineData("a stranger's certificate")]
    [InlineData("no TLS at all")]
    [InlineData("a wrong password")]
    public async Task What_cannot_be_trusted_is_told_neither_mail_nor_password_and_the_mail_waits(string what)
    {
        await using var server = MailServer.Start(what == "no TLS at all" ? "None" : "StartTls");
        await using var application = await StartAsync(
            server, trusts: what != "a stranger's certificate", password: what == "a wrong password" ? "otra" : MailServer.Password, security: "StartTls");

        await application.RegisterAsync();

        await Eventually.TrueAsync(async () => (await RowsAsync()).Exists(mail => mail.LastError is not null), "the refusal is noted");
        var row = Assert.Single(await RowsAsync());
        Assert.Equal((null, null), (row.SentAt, row.GivenUpAt));
        Assert.NotNull(row.Sealed);
        Assert.DoesNotContain("otra", row.LastError, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
        Assert.Null(server.SignedIn);
        Assert.Equal(what == "a wrong password" ? ["otra"] : [], server.PasswordsHeard.Distinct());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<RunningApplication> StartAsync(MailServer server, bool trusts, string password = MailServer.Password, string? security = null)
    {
        var trusted = Path.Combine(folder, "trusted.pem");
        await File.WriteAllTextAsync(trusted, trusts ? TestCertificate.Instance.ExportCertificatePem() : "");
        var settings = server.Settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
        settings["Mail__Host"] = "localhost";
        settings["Mail__Security"] = security ?? settings["Mail__Security"];
        settings["Mail__User"] = MailServer.User;
        settings["Mail__Password"] = password;
        // Where .NET looks for the authorities that a machine trusts.
        settings["SSL_CERT_FILE"] = trusted;
        settings["SSL_CERT_DIR"] = folder;
        settings.Remove("PublicAddress");
        return await RunningApplication.StartAsync(folder, settings);
    }

    private async Task<List<OutboxMail>> RowsAsync()
    {
        var options = new DbContextOptionsBuilder<OpenGovWeekDbContext>();
        new SqliteProvider().Configure(options, $"Data Source={Path.Combine(folder, "opengovweek.db")}");
        await using var db = new OpenGovWeekDbContext(options.Options);
        return await db.OutboxMails.AsNoTracking().ToListAsync();
    }
}
