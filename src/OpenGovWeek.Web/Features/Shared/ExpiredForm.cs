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

    /// <summary>Key of the words for a field, whose name may be a path (<c>Parts[0].Title</c>) and begin with either case.</summary>
    public static string LabelKey(string field)
    {
        var name = field[(field.LastIndexOf('.') + 1)..];
        return name.Length == 0 ? "Field_" : $"Field_{char.ToUpperInvariant(name[0])}{name[1..]}";
    }

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
