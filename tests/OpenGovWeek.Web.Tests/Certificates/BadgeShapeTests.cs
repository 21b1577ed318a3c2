using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

/// <summary>
/// What Open Badges 3.0 asks of a credential, class by class of its data model: which members must be there, which may, and what
/// their values look like. The published schema is nobody's package, so it is said here again.
/// </summary>
public sealed partial class BadgeShapeTests
{
    [Fact]
    public async Task A_credential_has_all_that_the_specification_asks_for_and_nothing_that_it_does_not_know()
    {
        await using var node = await TestNode.StartAsync();
        var (_, paper, holder) = await BadgeTests.PrintAsync(node);
        using var _1 = holder;

        var claims = await BadgeTests.VerifyAsync(holder, await holder.Http.GetStringAsync($"/api/certificates/{paper.Code}/badge"));

        Assert.Equal(["iss", "jti", "nbf", "sub", "vc"], claims.Select(claim => claim.Key).Order());
        Credential(claims["vc"]!);
    }

    private static void Credential(JsonNode credential)
    {
        Members(credential, ["@context", "id", "type", "name", "issuer", "validFrom", "credentialSubject", "credentialStatus", "credentialSchema"]);
        var context = credential["@context"]!.AsArray().Select(item => item!.GetValue<string>()).ToList();
        Assert.Equal("https://www.w3.org/ns/credentials/v2", context[0]);
        Assert.Matches(@"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.0\.[0-9]\.json$", context[1]);
        Types(credential, "VerifiableCredential", "OpenBadgeCredential");
        Address(credential["id"]!);
        Text(credential["name"]!);
        Stamp(credential["validFrom"]!);
        Profile(credential["issuer"]!);
        Subject(credential["credentialSubject"]!);
        Members(credential["credentialStatus"]!, ["id", "type"]);
        Address(credential["credentialStatus"]!["id"]!);
        Assert.Equal("1EdTechRevocationList", credential["credentialStatus"]!["type"]!.GetValue<string>());
        var schema = Assert.Single(credential["credentialSchema"]!.AsArray())!;
        Assert.Equal("https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json", schema["id"]!.GetValue<string>());
        Assert.Equal("1EdTechJsonSchemaValidator2019", schema["type"]!.GetValue<string>());
    }

    private static void Profile(JsonNode profile)
    {
        Members(profile, ["id", "type", "name", "url"]);
        Types(profile, "Profile");
        Address(profile["id"]!);
        Address(profile["url"]!);
        Text(profile["name"]!);
    }

    private static void Subject(JsonNode subject)
    {
        Members(subject, ["id", "type", "activityStartDate", "activityEndDate", "achievement", "identifier", "narrative"]);
        Types(subject, "AchievementSubject");
        Address(subject["id"]!);
        Stamp(subject["activityStartDate"]!);
        Stamp(subject["activityEndDate"]!);
        Text(subject["narrative"]!);
        Achievement(subject["achievement"]!);
        Assert.NotEmpty(subject["identifier"]!.AsArray());
        Assert.All(subject["identifier"]!.AsArray(), identity =>
        {
            Members(identity!, ["type", "hashed", "identityHash", "identityType"], "salt");
            // Of an identity the type is one word, not a list.
            Assert.Equal("IdentityObject", identity!["type"]!.GetValue<string>());
            Assert.Contains(identity["identityType"]!.GetValue<string>(), (string[])["name", "emailAddress"]);
            Assert.Equal(identity["hashed"]!.GetValue<bool>(), HashedIdentity().IsMatch(identity["identityHash"]!.GetValue<string>()));
        });
    }

    private static void Achievement(JsonNode achievement)
    {
        Members(achievement, ["id", "type", "achievementType", "name", "description", "criteria", "creator", "inLanguage"]);
        Types(achievement, "Achievement");
        Address(achievement["id"]!);
        Text(achievement["name"]!);
        Text(achievement["description"]!);
        Assert.Equal("Certificate", achievement["achievementType"]!.GetValue<string>());
        Assert.Matches("^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", achievement["inLanguage"]!.GetValue<string>());
        Members(achievement["criteria"]!, ["id", "narrative"]);
        Address(achievement["criteria"]!["id"]!);
        Text(achievement["criteria"]!["narrative"]!);
        Profile(achievement["creator"]!);
    }

    private static void Members(JsonNode node, string[] required, params string[] optional)
    {
        var members = node.AsObject().Select(member => member.Key).ToList();
        Assert.Empty(required.Except(members));
        Assert.Empty(members.Except(required).Except(optional));
    }

    private static void Types(JsonNode node, params string[] expected) =>
        Assert.Equal(expected, node["type"]!.AsArray().Select(type => type!.GetValue<string>()));

    private static void Address(JsonNode node) =>
        Assert.True(Uri.TryCreate(node.GetValue<string>(), UriKind.Absolute, out var address) && address.Scheme is "https" or "urn", node.ToJsonString());

    private static void Text(JsonNode node)
    {
        Assert.Equal(JsonValueKind.String, node.GetValueKind());
        Assert.NotEqual("", node.GetValue<string>().Trim());
    }

    private static void Stamp(JsonNode node)
    {
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", node.GetValue<string>());
        DateTimeOffset.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\Asha256\$[0-9a-f]{64}\z")]
    private static partial Regex HashedIdentity();
}
