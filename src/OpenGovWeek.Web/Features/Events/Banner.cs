using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Mail;
using OpenGovWeek.Web.Features.Staff;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>What the console says once the application listens: where it is, and what to open in which browser.</summary>
public sealed class Banner(
    EventStore store, FirstOrganiser first, PublicAddress site, IHostEnvironment environment, IStringLocalizer<EventTexts> texts, IMailTransport? transport = null)
{
    /// <param name="output">The console.</param>
    /// <param name="addresses">Addresses that are listened on.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task WriteAsync(TextWriter output, IReadOnlyCollection<string> addresses, CancellationToken cancellation)
    {
        var reachable = addresses.Select(Reachable).Distinct().ToList();
        // Where people go; behind a proxy what is listened on opens nothing.
        var home = site.Configured?.GetLeftPart(UriPartial.Authority)
            ?? reachable.FirstOrDefault(address => address.StartsWith("https:", StringComparison.Ordinal)) ?? reachable.FirstOrDefault() ?? "";
        var current = await store.FindCurrentAsync(cancellation);
        List<string> lines = ["", texts["Banner_Listening", string.Join(", ", reachable)], ""];
        lines.AddRange(current is null ? [texts["Banner_NoEvent", environment.IsDevelopment() ? "dotnet run --project src/OpenGovWeek.Web --" : "dotnet OpenGovWeek.Web.dll"]] : WhatToOpen(current, home));
        if (transport is null or DevelopmentMailbox)
        {
            lines.Add("");
            lines.Add(transport is null ? texts["Banner_NoMail"] : texts["Banner_Mailbox", $"{home}/buzon"]);
        }

        if (await first.OfferAsync(cancellation) is { } invitation)
        {
            lines.Add("");
            lines.Add(texts["Banner_FirstOrganiser"]);
            lines.Add($"  {home}{invitation}");
        }

        lines.Add("");
        await output.WriteLineAsync(string.Join(Environment.NewLine, lines).AsMemory(), cancellation);
    }

    private IEnumerable<string> WhatToOpen(Event current, string home)
    {
        var sessions = current.Days.SelectMany(day => day.Sessions).ToList();
        var session = sessions.Find(s => s.Status is SessionStatus.Live or SessionStatus.Paused) ?? sessions.Find(s => !SessionRules.IsOver(s)) ?? sessions[0];
        yield return texts["Banner_Event", current.Name, $"{home}/e/{current.Slug}"];
        yield return "";
        yield return texts["Banner_Attendee", $"{home}/s/{session.Slug}"];
        yield return texts["Banner_Moderator", $"{home}/s/{session.Slug}/consola"];
        yield return texts["Banner_Screen", $"{home}/s/{session.Slug}/pantalla"];
    }

    // Listening on every address of the machine is nothing that a browser can open.
    private static string Reachable(string address)
    {
        var plain = BindingAddress.Parse(address);
        var host = plain.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : plain.Host;
        var isUsual = (plain.Scheme, plain.Port) is ("http", 80) or ("https", 443);
        return isUsual ? $"{plain.Scheme}://{host}" : $"{plain.Scheme}://{host}:{plain.Port}";
    }
}
