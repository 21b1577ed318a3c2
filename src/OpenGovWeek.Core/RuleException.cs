namespace OpenGovWeek.Core;

/// <summary>A rule that a request breaks. Nothing was changed; the caller is told in his own language.</summary>
/// <param name="code">Stable word for the rule, in kebab case, which machines read and the resource files translate.</param>
/// <param name="kind">What the request should be answered with.</param>
/// <param name="field">Name of the offending field, when there is one.</param>
/// <param name="detail">What the translated sentence mentions, such as a length or a character.</param>
public sealed class RuleException(string code, RuleKind kind = RuleKind.Invalid, string? field = null, params object[] detail)
    : Exception(code)
{
    public string Code { get; } = code;

    public RuleKind Kind { get; } = kind;

    public string? Field { get; } = field;

    public IReadOnlyList<object> Detail { get; } = detail;
}

/// <summary>Kinds of broken rules.</summary>
public enum RuleKind
{
    /// <summary>What was sent makes no sense (422).</summary>
    Invalid,

    /// <summary>It does not fit how things stand now (409).</summary>
    Conflict,

    /// <summary>There is no such thing, or not for this person (404).</summary>
    NotFound,

    /// <summary>There was such a thing, and it does not stand any more (410).</summary>
    Gone,

    /// <summary>This person may not (403).</summary>
    Forbidden,

    /// <summary>Too much at once; later it may work (429).</summary>
    Busy,

    /// <summary>It cannot be done here at present, whoever asks; later it may work (503).</summary>
    Unavailable,
}
