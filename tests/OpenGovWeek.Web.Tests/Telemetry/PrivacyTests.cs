using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Mail;
using Xunit;

namespace OpenGovWeek.Web.Tests.Telemetry;

/// <summary>Who operates the application learns how it fares, and nothing of anybody.</summary>
[Collection(AloneCollection.Name)]
public sealed class PrivacyTests
{
    public static TheoryData<string> Databases => [.. TestDatabase.Configured];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task No_line_of_the_log_says_who_did_something_or_what_was_written(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var log = new LogBook();
        await using var mails = MailServer.Start();
        IReadOnlyList<string> secrets;
        var settings = PrivateJourney.Settings(mails, new() { ["Logging:LogLevel:OpenGovWeek"] = "Trace" });
        await using (var node = await TestNode.StartAsync(database, settings: settings, services: log.Use))
        {
            secrets = await PrivateJourney.MakeAsync(node, mails);
            await Eventually.TrueAsync(() => log.Lines.Any(line => line.Contains("is given up", StringComparison.Ordinal)), "the refused mail is given up");
        }

        Assert.True(secrets.Count > 8, $"{secrets.Count} secrets are too few for a journey");
        Expect.None(PrivateJourney.Found(secrets, log.Lines));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_a_collector_gets_names_routes_and_never_what_stood_in_them(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var collector = await Collector.StartAsync();
        await using var mails = MailServer.Start();
        IReadOnlyList<string> secrets;
        await using (var node = await TestNode.StartAsync(database, settings: PrivateJourney.Settings(mails, collector.Settings)))
        {
            secrets = await PrivateJourney.MakeAsync(node, mails);
        }

        // What was not sent yet is sent when the node stops.
        var (traces, metrics) = (collector.TextOf("/v1/traces"), collector.TextOf("/v1/metrics"));
        Assert.Contains("verificar/{code?}", traces, StringComparison.Ordinal);
        Assert.Contains("commit actions", traces, StringComparison.Ordinal);
        Assert.Contains("opengovweek.writer.commit.duration", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("user_agent", traces, StringComparison.Ordinal);
        Expect.None(PrivateJourney.Found(secrets, [traces, metrics]));
    }
}
