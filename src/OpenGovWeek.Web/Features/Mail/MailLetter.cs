namespace OpenGovWeek.Web.Features.Mail;

/// <summary>What one mail says, before it is laid out. Nothing in it is markup.</summary>
public sealed record MailLetter
{
    public required string Subject { get; init; }

    public required string Heading { get; init; }

    /// <summary>What stands above button and code.</summary>
    public required IReadOnlyList<string> Lead { get; init; }

    /// <summary>The one button.</summary>
    public required MailButton Button { get; init; }

    /// <summary>A code to read and type; null when there is none.</summary>
    public MailCode? Code { get; init; }

    /// <summary>What stands below in small.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>The one button of a mail.</summary>
/// <param name="Address">Absolute; written out below the button too.</param>
public sealed record MailButton(string Label, Uri Address);

/// <summary>A code to read and type.</summary>
/// <param name="Lead">What it is for.</param>
/// <param name="Text">As it is shown, such as <c>123 456</c>.</param>
/// <param name="Address">A page about it; null when there is none.</param>
public sealed record MailCode(string Lead, string Text, Uri? Address = null);

/// <summary>Whose mail it is.</summary>
/// <param name="Name">Name of the event.</param>
/// <param name="Institution">Who holds it; null where no event was loaded.</param>
/// <param name="Accent">The event's accent as <c>#rrggbb</c>; null for the application's own.</param>
public sealed record MailSender(string Name, string? Institution, string? Accent);
