using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Events;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Reads the logo that came with a form.</summary>
internal static class LogoUpload
{
    /// <returns>What is to change; null when nothing was chosen.</returns>
    /// <exception cref="RuleException">Those of <see cref="LogoFile.Read"/>.</exception>
    public static async Task<LogoChange?> ReadAsync(SettingsForm form, Event @event, CancellationToken cancellation)
    {
        if (form.Logo is not { Length: > 0 } file)
        {
            return form.RemoveLogo && @event.LogoHash is not null ? new LogoChange(null, null) : null;
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        var bytes = content.ToArray();
        return new LogoChange(LogoFile.Read(bytes).ContentType, bytes);
    }
}
