using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Web.Features.Certificates.Badges;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Verification for machines, and the paper for the one it was issued to.</summary>
public static class CertificateEndpoints
{
    public static void MapCertificates(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/certificates/{code}", VerifyAsync)
            .RequireRateLimiting(RateLimits.Strangers)
            .Produces<CertificateAnswer>()
            .Produces<CertificateAnswer>(StatusCodes.Status404NotFound)
            .WithTags("Certificates")
            .WithSummary("Says whether a code is that of a valid, revoked or superseded certificate, unknown, or mistyped.")
            .AllowAnonymous();
        routes.MapGet("/api/certificates/by-hash/{sha256}", ByHashAsync)
            .RequireRateLimiting(RateLimits.Strangers)
            .Produces<CertificateAnswer>()
            .Produces<CertificateAnswer>(StatusCodes.Status404NotFound)
            .WithTags("Certificates")
            .WithSummary("Says which certificate was issued with these very bytes: the SHA-256 of its PDF in hex.")
            .AllowAnonymous();
        routes.MapGet("/mis-certificados/{code}.pdf", DownloadAsync)
            .RequireAuthorization(Policies.Attendee)
            .ExcludeFromDescription();
        routes.MapBadges();
    }

    private static async Task<IResult> VerifyAsync(string code, VerifyCertificate verify, CancellationToken cancellation) =>
        Answer(await verify.RunAsync(code, cancellation));

    private static async Task<IResult> ByHashAsync(string sha256, VerifyCertificate verify, CancellationToken cancellation) =>
        Answer(await verify.ByHashAsync(sha256, cancellation));

    private static IResult Answer(Verification verification) => Results.Json(
        CertificateAnswer.Of(verification), statusCode: verification.Certificate is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);

    private static async Task<IResult> DownloadAsync(string code, HttpContext context, CertificateStore certificates, CancellationToken cancellation)
    {
        var pdf = CertificateCode.TryParse(code, out var parsed) && parsed is not null && context.User.AttendeeId() is { } attendee
            ? await certificates.FindPdfAsync(parsed.Value, attendee, cancellation)
            : null;
        context.Response.Headers.CacheControl = "private, no-store";
        return pdf is null ? Results.NotFound() : Results.File(pdf, "application/pdf", $"certificado-{parsed!.Display}.pdf");
    }
}
