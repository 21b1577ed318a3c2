namespace OpenGovWeek.Web.Features.Shared;

/// <summary>Resource marker of the page that gives an expired form back.</summary>
public sealed class ExpiredTexts;

/// <summary>What an expired form held.</summary>
/// <param name="Action">Where it is to be sent again.</param>
/// <param name="Fields">All values, without tokens and passwords.</param>
/// <param name="LostPassword">A password was among them and has to be typed again.</param>
public sealed record ExpiredForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, bool LostPassword)
{
    private const string Token = "__RequestVerificationToken";
    private const string Password = "password";

    public static async Task<ExpiredForm> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var fields = form.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")))
            .Where(field => field.Key != Token)
            .ToList();
        var kept = fields.Where(field => !field.Key.Contains(Password, StringComparison.OrdinalIgnoreCase)).ToList();
        return new ExpiredForm($"{request.PathBase}{request.Path}{request.QueryString}", kept, kept.Count < fields.Count);
    }
}
