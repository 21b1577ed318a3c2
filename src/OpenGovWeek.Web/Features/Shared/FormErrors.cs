using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using OpenGovWeek.Core;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>Collects what is wrong with a form, so that all of it is said at once.</summary>
public static class FormErrors
{
    // The dictionary itself gives its entries in an order of its own.
    private static readonly ConditionalWeakTable<ModelStateDictionary, List<string>> Noted = [];

    /// <summary>Reads one field by its rule; a broken rule is noted in the reader's language.</summary>
    /// <returns>The value; the type's default when the rule was broken.</returns>
    public static T? Read<T>(this ModelStateDictionary state, RuleSpeaker speaker, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (RuleException rule)
        {
            state.Add(speaker, rule);
            return default;
        }
    }

    /// <summary>Notes a broken rule for its field, or for the whole form when it has none.</summary>
    public static void Add(this ModelStateDictionary state, RuleSpeaker speaker, RuleException rule)
    {
        var field = rule.Field ?? "";
        Noted.GetOrCreateValue(state).Add(field);
        state.AddModelError(field, speaker.Say(rule));
    }

    /// <summary>The first error of a field; null when there is none.</summary>
    public static string? Error(this ModelStateDictionary state, string field) =>
        state.TryGetValue(field, out var entry) && entry.Errors is [var first, ..] ? first.ErrorMessage : null;

    /// <summary>Fields with their errors, in the order in which they were noted.</summary>
    public static IReadOnlyList<(string Field, string Sentence)> All(this ModelStateDictionary state) =>
        [.. state.OrderBy(pair => Noted.GetOrCreateValue(state).IndexOf(pair.Key))
            .SelectMany(pair => pair.Value?.Errors.Select(e => (pair.Key, e.ErrorMessage)) ?? [])];
}
