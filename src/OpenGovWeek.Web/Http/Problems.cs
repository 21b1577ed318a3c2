using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core;

namespace OpenGovWeek.Web.Http;

/// <summary>Resource marker: one key <c>Rule_{code}</c> for every code of a broken rule, and the titles of errors.</summary>
public sealed class RuleTexts;

/// <summary>Says a broken rule in the reader's language, for pages and for the API alike.</summary>
public sealed class RuleSpeaker(IStringLocalizer<RuleTexts> texts)
{
    /// <summary>The sentence of a rule. One that is broken with and without a detail, such as a name, has the key <c>Rule_{code}_detail</c> too.</summary>
    public string Say(RuleException rule) =>
        rule.Detail.Count > 0 && texts[$"Rule_{rule.Code}_detail", [.. rule.Detail]] is { ResourceNotFound: false } found
            ? found
            : texts[$"Rule_{rule.Code}", [.. rule.Detail]];

    public string Title(int status) => Known(status, "Status");

    /// <summary>What to do about an error that the framework found.</summary>
    public string Advice(int status) => Known(status, "Advice");

    private string Known(int status, string prefix) =>
        texts[$"{prefix}_{status}"] is { ResourceNotFound: false } found ? found : texts[$"{prefix}_500"];
}

/// <summary>Errors that the framework finds before a handler runs: they speak like the rules do.</summary>
public static class Problems
{
    /// <summary>Documents how writes are refused.</summary>
    public static RouteGroupBuilder ProducesWriteProblems(this RouteGroupBuilder group) => group
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Gives a problem without a code the title, the advice and the code <c>status-{number}</c>.</summary>
    public static void Localize(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Extensions.ContainsKey("code"))
        {
            return;
        }

        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        var speaker = context.HttpContext.RequestServices.GetRequiredService<RuleSpeaker>();
        problem.Title = speaker.Title(status);
        problem.Detail = speaker.Advice(status);
        problem.Extensions["code"] = string.Create(CultureInfo.InvariantCulture, $"status-{status}");
    }
}

/// <summary>Answers requests of the API with problem details (RFC 9457); pages are left to the error page.</summary>
public sealed class RuleExceptionHandler(RuleSpeaker speaker, IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (RuleOf(exception) is not { } rule)
        {
            return false;
        }

        var status = Answer(httpContext.Response, rule);
        if (!httpContext.IsApi())
        {
            return false;
        }

        var sentence = speaker.Say(rule);
        var problem = new ProblemDetails { Status = status, Title = speaker.Title(status), Detail = sentence };
        problem.Extensions["code"] = rule.Code;
        if (rule.Field is not null)
        {
            problem.Extensions["errors"] = new Dictionary<string, string[]> { [rule.Field] = [sentence] };
        }

        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    /// <summary>The rule that an exception says is broken, or that there is no database to ask; null for what nobody had thought of.</summary>
    public static RuleException? RuleOf(Exception? exception) =>
        exception as RuleException ?? (exception is not null && DatabaseSilence.IsAway(exception) ? new RuleException("database-away", RuleKind.Unavailable) : null);

    /// <summary>Sets the status of a response, and after how many seconds to try again if that makes sense.</summary>
    /// <returns>The status.</returns>
    public static int Answer(HttpResponse response, RuleException rule)
    {
        if (rule.Kind is RuleKind.Busy or RuleKind.Unavailable)
        {
            response.Headers.RetryAfter = rule.Code == "storage-full" ? "10" : "2";
        }

        return response.StatusCode = StatusOf(rule.Kind);
    }

    /// <summary>The HTTP status of a kind of broken rule.</summary>
    public static int StatusOf(RuleKind kind) => kind switch
    {
        RuleKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RuleKind.Conflict => StatusCodes.Status409Conflict,
        RuleKind.NotFound => StatusCodes.Status404NotFound,
        RuleKind.Gone => StatusCodes.Status410Gone,
        RuleKind.Forbidden => StatusCodes.Status403Forbidden,
        RuleKind.Busy => StatusCodes.Status429TooManyRequests,
        RuleKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>Answers requests of the API with problem details when something failed that nobody had thought of; pages are left to the error page.</summary>
public sealed class UnexpectedExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.IsApi())
        {
            return false;
        }

        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, Exception = exception });
    }
}

/// <summary>Small facts about a request.</summary>
public static class Requests
{
    /// <summary>The request is for machines: errors are problem details and never a page.</summary>
    public static bool IsApi(this HttpContext context)
    {
        // While an exception is handled the request already bears the address of the error page.
        PathString path = context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path;
        return path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs");
    }
}
