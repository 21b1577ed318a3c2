using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates.Manage;

/// <summary>How a run stands, as the page shows it.</summary>
/// <param name="Status">Running, Stopped or Finished.</param>
/// <param name="Percent">Of the attendees that were to be looked at, 0 to 100.</param>
/// <param name="Words">The counts, in the reader's language.</param>
public sealed record RunView(Guid Id, CertificateRunStatus Status, int Percent, string Words)
{
    /// <summary>Says how a run stands.</summary>
    public static RunView Of(CertificateRun run, IStringLocalizer<ManageTexts> texts) => new(
        run.Id,
        run.Status,
        run.Status == CertificateRunStatus.Finished ? 100 : run.Total == 0 ? 0 : Math.Min(100, 100 * run.Seen / run.Total),
        texts[run.Failed == 0 ? "Run_Counts" : "Run_CountsFailed", run.Seen, run.Total, run.Issued, run.Failed]);
}

/// <summary>What the organisers' pages about certificates load beside themselves.</summary>
public static class ManageEndpoints
{
    public static void MapManagedCertificates(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/equipo/certificados/muestra.pdf", SampleAsync).RequireAuthorization(Policies.Organiser).ExcludeFromDescription();
        routes.MapGet("/api/events/{slug}/certificate-runs", RunsAsync)
            .RequireAuthorization(Policies.Organiser)
            .Produces<IReadOnlyList<RunView>>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("ReadCertificateRuns")
            .WithTags("Certificates")
            .WithSummary("How the runs that issue certificates for all who qualify stand.");
    }

    /// <summary>The kind that an address asks a sample of: the event's, or that of the day whose titles are the longest.</summary>
    public static string KindOf(Event week, string? asked) =>
        asked == "evento" ? CertificateKinds.Event : CertificateKinds.OfDay(CertificateSample.Longest(week).Number);

    private static async Task<IResult> SampleAsync(
        string? evento, string? clase, bool? largo, HttpContext context, EventStore events, PolicyStore policies, CertificateSample sample, PublicAddress site, CancellationToken cancellation)
    {
        var week = await events.GetManagedAsync(evento, cancellation);
        var policy = await policies.ReadAsync(week.Id, cancellation);
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(sample.Print(week, policy, KindOf(week, clase), largo is true, site.Of(context.Request)), "application/pdf");
    }

    private static async Task<IReadOnlyList<RunView>> RunsAsync(
        string slug, EventStore events, RunStore runs, IStringLocalizer<ManageTexts> texts, CancellationToken cancellation)
    {
        var week = await events.GetAsync(slug, cancellation);
        return [.. (await runs.OfEventAsync(week.Id, cancellation)).Select(run => RunView.Of(run, texts))];
    }
}
