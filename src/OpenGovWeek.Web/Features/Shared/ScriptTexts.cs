using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>Texts that a page hands to its module, in the reader's language.</summary>
public sealed class ScriptTexts
{
    /// <summary>What <c>js/polls/results.js</c> and the kinds ask of <see cref="SharedTexts"/>.</summary>
    public static readonly IReadOnlyList<string> Results =
    [
        "Results_AsTable", "Results_Caption", "Results_Choice", "Results_Confirmed", "Results_Mean", "Results_MeanOf", "Results_Mine", "Results_NoWords", "Results_People",
        "Results_Percent", "Results_Persons_Many", "Results_Persons_One", "Results_Several",
    ];

    /// <summary>The statuses of a session.</summary>
    public static readonly IReadOnlyList<string> SessionStatuses = [.. Enum.GetNames<SessionStatus>().Select(name => $"Session_{name}")];

    /// <summary>The statuses of a poll.</summary>
    public static readonly IReadOnlyList<string> PollStatuses =
        [.. Enum.GetValues<PollStatus>().Where(status => status != PollStatus.Deleted).Select(status => $"Poll_{status}")];

    // Accents stay readable and short; what could end the data block is still escaped.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly ConcurrentDictionary<(string Page, string Language), IHtmlContent> blocks = new();

    /// <summary>The texts by key as JSON that is safe inside a data block: <c>&lt;script type="application/json" id="texts"&gt;</c>.</summary>
    /// <param name="page">Name of the page, whose texts are always the same in a language.</param>
    public IHtmlContent Block(string page, params (IStringLocalizer Texts, IEnumerable<string> Keys)[] sources) => blocks.GetOrAdd(
        (page, CultureInfo.CurrentUICulture.Name),
        static (_, from) => new HtmlString(
            JsonSerializer.Serialize(from.SelectMany(s => s.Keys, (s, key) => s.Texts[key]).ToDictionary(text => text.Name, text => text.Value), Json)),
        sources);
}
