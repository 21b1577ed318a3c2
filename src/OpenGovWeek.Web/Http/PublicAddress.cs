using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Web.Http;

/// <summary>
/// The address under which people reach the application: <c>PublicAddress</c> of the configuration, or where it is not set the
/// one that the request came to. What is printed on paper should not depend on a request: Production sets it.
/// </summary>
public sealed class PublicAddress
{
    /// <exception cref="StartupException">The setting is not an absolute http(s) address.</exception>
    public PublicAddress(IConfiguration configuration)
    {
        if (configuration["PublicAddress"] is not { Length: > 0 } setting)
        {
            return;
        }

        Configured = Uri.TryCreate(setting, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? address
            : throw new StartupException($"PublicAddress is '{setting}'; it has to be an address such as https://gobiernoabierto.example.pe");
    }

    /// <summary>The setting; null when there is none.</summary>
    public Uri? Configured { get; }

    public Uri Of(HttpRequest request) => Configured ?? new Uri($"{request.Scheme}://{request.Host}/");
}
