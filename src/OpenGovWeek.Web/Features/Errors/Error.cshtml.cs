using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenGovWeek.Core;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Errors;

/// <summary>Resource marker of the error page.</summary>
public sealed class ErrorTexts;

/// <summary>Says what went wrong, with the status that the request was answered with.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel(RuleSpeaker speaker) : PageModel
{
    private static readonly int[] Told = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503];

    /// <summary>One of the statuses that the page has words for.</summary>
    public int Status { get; private set; }

    /// <summary>The broken rule in words; null when there is none.</summary>
    public string? Sentence { get; private set; }

    public void OnGet(int status) => Tell(status);

    public void OnPost(int status) => Tell(status);

    private void Tell(int status)
    {
        var rule = RuleExceptionHandler.RuleOf(HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error);
        Sentence = rule is null ? null : speaker.Say(rule);
        var answered = rule is null ? status : RuleExceptionHandler.StatusOf(rule.Kind);
        Status = Told.Contains(answered) ? answered : StatusCodes.Status500InternalServerError;
        Response.StatusCode = answered is >= 400 and < 600 ? answered : StatusCodes.Status500InternalServerError;
    }
}
