using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Polls;

namespace OpenGovWeek.Data.Certificates;

/// <summary>Lists the certificates of an event for organisers.</summary>
public sealed class IssuedList(IDbContextFactory<OpenGovWeekDbContext> contexts)
{
    public const int PageSize = 25;

    /// <summary>The newest first.</summary>
    /// <param name="search">A code as people write it, or part of a name, whatever its accents and capitals; empty for all.</param>
    /// <param name="page">From 1.</param>
    public async Task<IssuedPage> ReadAsync(Guid eventId, string? search, int page, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await FindAsync(db, eventId, search?.Trim() ?? "", cancellation);
        var shown = found.Skip((Math.Max(1, page) - 1) * PageSize).Take(PageSize).ToList();
        var rows = await CertificateStore.WithoutPdf(db, c => shown.Contains(c.Id)).ToListAsync(cancellation);
        return new IssuedPage([.. rows.OrderBy(row => shown.IndexOf(row.Id))], found.Count);
    }

    // Names are compared here: databases differ in what they take for the same letter, and an event's certificates are some ten thousand.
    private static async Task<List<Guid>> FindAsync(OpenGovWeekDbContext db, Guid eventId, string search, CancellationToken cancellation)
    {
        var all = db.Certificates.Where(c => c.EventId == eventId).OrderByDescending(c => c.IssuedAt).ThenByDescending(c => c.Id);
        if (search.Length == 0)
        {
            return await all.Select(c => c.Id).ToListAsync(cancellation);
        }

        if (CertificateCode.TryParse(search, out var code))
        {
            return await all.Where(c => c.Code == code.Value).Select(c => c.Id).ToListAsync(cancellation);
        }

        var words = Folded(search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var named = await all.Select(c => new { c.Id, c.Name }).ToListAsync(cancellation);
        return [.. named.Where(c => Folded(c.Name) is var name && Array.TrueForAll(words, word => name.Contains(word, StringComparison.Ordinal))).Select(c => c.Id)];
    }

    private static string Folded(string text) => WordFold.Text(text);
}

/// <summary>A page of certificates.</summary>
/// <param name="Total">How many there are on all pages.</param>
public sealed record IssuedPage(IReadOnlyList<IssuedCertificate> Rows, int Total)
{
    public int Pages => Math.Max(1, (Total + IssuedList.PageSize - 1) / IssuedList.PageSize);
}
