using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>What a machine reads of a certificate; see <see cref="Certificate"/> for the units.</summary>
/// <param name="Status">valid, revoked, superseded or unknown; of an unknown code nothing else is told.</param>
/// <param name="Sha256">SHA-256 of the issued PDF, in lower-case hex.</param>
public sealed record CertificateAnswer(
    string Code,
    string Status,
    string? Name = null,
    string? Event = null,
    string? Subject = null,
    string? Institution = null,
    DateOnly? Date = null,
    int? Minutes = null,
    DateTime? IssuedAt = null,
    DateTime? StatusSince = null,
    string? Sha256 = null);

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
            .WithSummary("Says whether a code is that of a valid, revoked, superseded or unknown certificate.")
            .AllowAnonymous();
        routes.MapGet("/mis-certificados/{code}.pdf", DownloadAsync)
            .RequireAuthorization(Policies.Attendee)
            .ExcludeFromDescription();
    }

    private static async Task<IResult> VerifyAsync(string code, VerifyCertificate verify, CancellationToken cancellation)
    {
        var verification = await verify.RunAsync(code, cancellation);
        return verification.Certificate is { } found
            ? Results.Ok(new CertificateAnswer(
                verification.Code, verification.Verdict, found.Name, found.EventName, found.Subject, found.Institution,
                found.Date, found.Minutes, found.IssuedAt, found.StatusSince, found.PdfSha256))
            : Results.Json(new CertificateAnswer(verification.Code, verification.Verdict), statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> DownloadAsync(string code, HttpContext context, CertificateStore certificates, CancellationToken cancellation)
    {
        var pdf = CertificateCode.TryParse(code, out var parsed) && parsed is not null && context.User.AttendeeId() is { } attendee
            ? await certificates.FindPdfAsync(parsed.Value, attendee, cancellation)
            : null;
        context.Response.Headers.CacheControl = "private, no-store";
        return pdf is null ? Results.NotFound() : Results.File(pdf, "application/pdf", $"certificado-{parsed!.Display}.pdf");
    }
}
