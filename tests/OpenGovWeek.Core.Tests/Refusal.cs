using Xunit;

namespace OpenGovWeek.Core.Tests;

/// <summary>Asserts that a rule is broken.</summary>
internal static class Refusal
{
    public static RuleException Of(string code, Action action, RuleKind kind = RuleKind.Invalid)
    {
        var rule = Assert.Throws<RuleException>(action);
        Assert.Equal((code, kind), (rule.Code, rule.Kind));
        return rule;
    }
}
