using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Mail;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Web.Tests.Mail;

/// <summary>Mails as a feature writes them, and what became of them.</summary>
internal static class Letters
{
    public static MailText Text(string about) => new(about, $"Hola: {about}\nhttps://semana.ejemplo.pe/s/dia-1", $"<p>Hola: {about}</p>");

    /// <summary>Commits mails in one transaction; their causes are their subjects.</summary>
    public static Task WriteAsync(TestNode node, params IEnumerable<string> causes) => WriteAsync(node, null, causes);

    public static Task WriteAsync(TestNode node, DateTime? expiresAt, params IEnumerable<string> causes) =>
        node.Services.GetRequiredService<WriteGate>().RunAsync((db, cancellation) =>
        {
            foreach (var cause in causes)
            {
                node.Services.GetRequiredService<Outbox>().Add(db, new NewMail(cause, $"rosa.{cause}@ejemplo.pe", Text(cause), expiresAt));
            }

            return db.SaveChangesAsync(cancellation);
        }, CancellationToken.None);

    public static Task<OutboxMail> RowAsync(TestNode node, string cause) =>
        node.WithDatabaseAsync(db => db.OutboxMails.AsNoTracking().SingleAsync(m => m.Cause == cause));

    public static Task<int> CountAsync(TestNode node, System.Linq.Expressions.Expression<Func<OutboxMail, bool>> which) =>
        node.WithDatabaseAsync(db => db.OutboxMails.CountAsync(which));
}
