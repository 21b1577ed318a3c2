namespace OpenGovWeek.Web.Http;

/// <summary>Security headers: no inline code without a nonce, Trusted Types, no framing of our pages.</summary>
public static class Headers
{
    public static void AddHeaders(this WebApplicationBuilder builder)
    {
        var streamHosts = StreamHosts(builder.Configuration);
        builder.Services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(policy => Common(policy)
                .AddContentSecurityPolicy(csp =>
                {
                    csp.AddDefaultSrc().None();
                    csp.AddBaseUri().None();
                    csp.AddObjectSrc().None();
                    csp.AddFormAction().Self();
                    csp.AddFrameAncestors().None();
                    csp.AddScriptSrc().Self().WithNonce();
                    csp.AddStyleSrc().Self();
                    csp.AddImgSrc().Self().Data();
                    csp.AddFontSrc().Self();
                    csp.AddManifestSrc().Self();
                    var frames = csp.AddFrameSrc();
                    // Playlists and their pieces are read by the page's own player, and played from memory.
                    var connections = csp.AddConnectSrc().Self();
                    var media = csp.AddMediaSrc().Self().Blob();
                    foreach (var host in streamHosts)
                    {
                        frames.From($"https://{host}");
                    }

                    foreach (var host in ListedHosts(builder.Configuration))
                    {
                        connections.From($"https://{host}");
                        media.From($"https://{host}");
                    }

                    csp.AddRequireTrustedTypesFor().Script();
                    csp.AddTrustedTypes().AllowPolicy("lit-html");
                }))
            .AddPolicy(ApiReference, policy => Common(policy)
                .AddContentSecurityPolicy(csp =>
                {
                    csp.AddDefaultSrc().Self();
                    csp.AddScriptSrc().Self().UnsafeInline();
                    csp.AddStyleSrc().Self().UnsafeInline();
                    csp.AddImgSrc().Self().Data();
                    csp.AddFontSrc().Self().Data();
                    csp.AddConnectSrc().Self();
                    csp.AddFrameAncestors().None();
                }));
    }

    /// <summary>Name of the policy of the API's reference page, whose own code is inline.</summary>
    public const string ApiReference = "api-reference";

    /// <summary>Hosts that a stream may be embedded from: the known players and what <c>Stream:AllowedHosts</c> adds.</summary>
    public static IReadOnlyList<string> StreamHosts(IConfiguration configuration) =>
    [
        "www.youtube-nocookie.com",
        "player.vimeo.com",
        .. ListedHosts(configuration),
    ];

    private static string[] ListedHosts(IConfiguration configuration) => configuration.GetSection("Stream:AllowedHosts").Get<string[]>() ?? [];

    // No embedder policy: the players of other sites do not send what it would ask of them.
    private static HeaderPolicyCollection Common(HeaderPolicyCollection policy) => policy
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyStrictOriginWhenCrossOrigin()
        .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
        .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
        .AddStrictTransportSecurityMaxAge()
        .RemoveServerHeader();
}
