using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Certificates.Badges;

/// <summary>JSON Web Tokens signed with ES256 (RFC 7515, RFC 7518), and the keys for them.</summary>
public static class BadgeToken
{
    /// <summary>A new key.</summary>
    /// <returns>The public half as a JSON Web Key without its id, the private one as PKCS#8.</returns>
    public static (string PublicJwk, byte[] PrivateKey) NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var jwk = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
            ["alg"] = "ES256",
            ["use"] = "sig",
        };
        return (jwk.ToJsonString(), key.ExportPkcs8PrivateKey());
    }

    /// <summary>The public key with the id that the header of its tokens has.</summary>
    public static JsonObject WithId(string publicJwk, string id)
    {
        var jwk = JsonNode.Parse(publicJwk)!.AsObject();
        jwk["kid"] = id;
        return jwk;
    }

    /// <summary>A signed token.</summary>
    /// <param name="privateKey">PKCS#8.</param>
    /// <param name="keyId">The address at which the public key is found.</param>
    /// <param name="claims">The payload.</param>
    public static string Sign(byte[] privateKey, string keyId, object claims)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        var signed = $"{Part(new { Alg = "ES256", Kid = keyId, Typ = "JWT" })}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content, LiveJson.Options));
}
