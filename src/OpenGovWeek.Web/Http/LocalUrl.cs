namespace OpenGovWeek.Web.Http;

/// <summary>Addresses to return to, which anyone may have put into a link.</summary>
public static class LocalUrl
{
    /// <summary>The address when it is one of this site, otherwise the home page.</summary>
    public static string OrHome(string? address) => IsLocal(address) ? address! : "/";

    private static bool IsLocal(string? address) =>
        address is ['/', ..]
        && address is not ['/', '/' or '\\', ..]
        && !address.Any(char.IsControl);
}
