using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Certificates.Badges;
using OpenGovWeek.Web.Tests.Nodes;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

/// <summary>Badges as a wallet or a validator meets them: over HTTP, verified with a library that others wrote.</summary>
public sealed class BadgeTests
{
    public static TheoryData<string, string> Kinds => NodePair.OneKind;

    [Fact]
    public async Task A_badge_verifies_against_the_published_keys_and_says_what_the_paper_says()
    {
        await using var node = await TestNode.StartAsync();
        var (week, paper, holder) = await PrintAsync(node);
        using var _ = holder;
        using var stranger = node.NewBrowser();

        using var response = await stranger.Http.GetAsync($"/api/certificates/{paper.Code.ToLowerInvariant()}/badge");
        var token = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var claims = await VerifyAsync(stranger, token);

        Assert.Equal("application/vc+jwt", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(["*"], response.Headers.GetValues("Access-Control-Allow-Origin"));
        var badge = claims["vc"]!;
        Assert.Equal((string?)claims["iss"], (string?)badge["issuer"]!["id"]);
        Assert.Equal((string?)claims["jti"], (string?)badge["id"]);
        Assert.Equal((string?)claims["sub"], (string?)badge["credentialSubject"]!["id"]);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds((long)claims["nbf"]!), DateTimeOffset.Parse((string)badge["validFrom"]!, CultureInfo.InvariantCulture));
        Assert.Equal(week.Event.Institution, (string?)badge["issuer"]!["name"]);
        Assert.Contains(week.Session.Title, (string?)badge["name"], StringComparison.Ordinal);
        Assert.Contains("112 minutos", (string?)badge["credentialSubject"]!["narrative"], StringComparison.Ordinal);
        Assert.DoesNotContain(paper.Code, (string?)badge["id"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_in_the_header_is_found_where_it_says()
    {
        await using var node = await TestNode.StartAsync();
        var (_, paper, holder) = await PrintAsync(node);
        using var _1 = holder;
        var token = new JsonWebToken(await holder.Http.GetStringAsync($"/api/certificates/{paper.Code}/badge"));

        var key = new JsonWebKey(await holder.Http.GetStringAsync(token.Kid));

        Assert.Equal(("ES256", "JWT"), (token.Alg, token.Typ));
        Assert.Equal(3, JsonNode.Parse(Base64UrlEncoder.Decode(token.EncodedHeader))!.AsObject().Count);
        Assert.Equal(token.Kid, key.Kid);
        Assert.Null(key.D);
        using var missing = await holder.Http.GetAsync($"/api/badges/keys/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task The_holders_badge_knows_the_address_by_its_salted_hash_and_nobody_elses_does()
    {
        await using var node = await TestNode.StartAsync();
        var (week, paper, holder) = await PrintAsync(node);
        using var _ = holder;
        var (other, _) = await week.NewAttendeeAsync();
        using var _1 = other;
        var email = await node.WithDatabaseAsync(db => db.Attendees.Where(a => a.Id == paper.AttendeeId).Select(a => a.Email).SingleAsync(TestContext.Current.CancellationToken));

        var own = await IdentitiesAsync(holder, paper);
        var again = await IdentitiesAsync(holder, paper);
        var foreign = await IdentitiesAsync(other, paper);

        var hashed = Assert.Single(own, identity => (string?)identity!["identityType"] == "emailAddress")!;
        Assert.Equal($"sha256${Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email + (string)hashed["salt"]!)))}", (string?)hashed["identityHash"]);
        Assert.True((bool)hashed["hashed"]!);
        Assert.Equal(own.ToJsonString(), again.ToJsonString());
        var name = Assert.Single(foreign)!;
        Assert.Equal(("name", TestPapers.Holder), ((string?)name["identityType"], (string?)name["identityHash"]));
    }

    [Theory]
    [InlineData(CertificateStatus.Revoked, "revoked")]
    [InlineData(CertificateStatus.Superseded, "superseded")]
    public async Task What_does_not_stand_any_more_is_gone_and_on_the_status_list(CertificateStatus status, string reason)
    {
        await using var node = await TestNode.StartAsync();
        var (week, paper, holder) = await PrintAsync(node);
        using var _ = holder;
        var credential = (await VerifyAsync(holder, await holder.Http.GetStringAsync($"/api/certificates/{paper.Code}/badge")))["vc"]!;
        var list = (string)credential["credentialStatus"]!["id"]!;
        Assert.Empty((await ReadAsync(holder, list))["revokedCredentials"]!.AsArray());
        if (status == CertificateStatus.Revoked)
        {
            await week.RevokeAsync(paper);
        }
        else
        {
            await week.SupersedeAsync(paper, await week.PrintAsync(paper.AttendeeId, edition: 2));
        }

        using var gone = await holder.Http.GetAsync($"/api/certificates/{paper.Code}/badge");
        var listed = await ReadAsync(holder, list);

        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Equal("badge-withdrawn", await TestBrowser.ReadProblemCodeAsync(gone));
        var entry = Assert.Single(listed["revokedCredentials"]!.AsArray())!;
        Assert.Equal((string?)credential["id"], (string?)entry["id"]);
        Assert.True((bool)entry["revoked"]!);
        Assert.Equal(reason, (string?)entry["revocationReason"]);
        Assert.Equal((list, (string?)credential["issuer"]!["id"]), ((string?)listed["id"], (string?)listed["issuer"]));
        Assert.DoesNotContain(paper.Code, listed.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("error", listed.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issuer_and_achievement_are_where_the_badge_says_and_say_the_same()
    {
        await using var node = await TestNode.StartAsync();
        var (_, paper, holder) = await PrintAsync(node);
        using var _1 = holder;
        var badge = (await VerifyAsync(holder, await holder.Http.GetStringAsync($"/api/certificates/{paper.Code}/badge")))["vc"]!;

        foreach (var embedded in (JsonNode[])[badge["issuer"]!, badge["credentialSubject"]!["achievement"]!])
        {
            var hosted = await ReadAsync(holder, (string)embedded["id"]!);
            Assert.True(hosted.Remove("@context"));
            Assert.Equal(embedded.ToJsonString(), hosted.ToJsonString());
        }
    }

    [Fact]
    public async Task A_newer_key_signs_from_then_on_and_what_the_old_one_signed_still_verifies()
    {
        await using var node = await TestNode.StartAsync();
        var (_, paper, holder) = await PrintAsync(node);
        using var _1 = holder;
        var before = await holder.Http.GetStringAsync($"/api/certificates/{paper.Code}/badge");
        node.Clock.Advance(TimeSpan.FromSeconds(1));

        await node.Services.GetRequiredService<BadgeKeys>().RotateAsync(TestContext.Current.CancellationToken);
        var after = await holder.Http.GetStringAsync($"/api/certificates/{paper.Code}/badge");

        Assert.NotEqual(new JsonWebToken(before).Kid, new JsonWebToken(after).Kid);
        await VerifyAsync(holder, before);
        await VerifyAsync(holder, after);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task However_many_ask_first_on_two_nodes_there_is_one_first_key_and_its_private_half_is_sealed(string provider, string kind)
    {
        await using var nodes = await NodePair.StartAsync(provider, kind);
        var (week, paper, holder) = await PrintAsync(nodes.One);
        using var _1 = holder;
        using var other = nodes.Other.NewBrowser();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            (number % 2 == 0 ? holder : other).Http.GetStringAsync($"/api/certificates/{paper.Code}/badge")));

        var key = await nodes.One.WithDatabaseAsync(db => db.BadgeKeys.SingleAsync(TestContext.Current.CancellationToken));
        Assert.All(tokens, token => Assert.EndsWith(key.Id.ToString(), new JsonWebToken(token).Kid, StringComparison.Ordinal));
        using var ecdsa = ECDsa.Create();
        Assert.Throws<CryptographicException>(() => ecdsa.ImportPkcs8PrivateKey(key.SealedPrivateKey, out _));
        await VerifyAsync(other, tokens[1]);

        Assert.Equal("valid", (string?)(await ReadAsync(other, $"/api/certificates/by-hash/{paper.PdfSha256}"))["status"]);
        await week.RevokeAsync(paper);
        Assert.Single((await ReadAsync(other, $"/api/badges/{week.Event.Id}/status"))["revokedCredentials"]!.AsArray());
        Assert.Contains(week.Session.Title, (string?)(await ReadAsync(other, $"/api/badges/{week.Event.Id}/achievements/day:1"))["name"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000")]
    [InlineData("01081G81860W40J2GB1G6GW3RGR")]
    public async Task No_certificate_has_no_badge(string code)
    {
        await using var node = await TestNode.StartAsync();
        using var browser = node.NewBrowser();

        using var response = await browser.Http.GetAsync($"/api/certificates/{code}/badge");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("unknown-certificate", await TestBrowser.ReadProblemCodeAsync(response));
    }

    internal static async Task<(TestEvent Week, Certificate Paper, TestBrowser Holder)> PrintAsync(TestNode node)
    {
        var week = await TestEvent.CreateAsync(node);
        var (holder, attendee) = await week.NewAttendeeAsync();
        return (week, await week.PrintAsync(attendee), holder);
    }

    private static async Task<JsonArray> IdentitiesAsync(TestBrowser browser, Certificate paper) =>
        (await VerifyAsync(browser, await browser.Http.GetStringAsync($"/api/certificates/{paper.Code}/badge")))["vc"]!["credentialSubject"]!["identifier"]!.AsArray();

    private static async Task<JsonObject> ReadAsync(TestBrowser browser, string address) =>
        (await browser.Http.GetFromJsonAsync<JsonObject>(address, TestContext.Current.CancellationToken))!;

    /// <summary>The claims of a token, once its signature holds against the keys that the node publishes.</summary>
    internal static async Task<JsonObject> VerifyAsync(TestBrowser browser, string token)
    {
        var keys = new JsonWebKeySet(await browser.Http.GetStringAsync("/.well-known/jwks.json"));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return JsonNode.Parse(Base64UrlEncoder.Decode(new JsonWebToken(token).EncodedPayload))!.AsObject();
    }
}
