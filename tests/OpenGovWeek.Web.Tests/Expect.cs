using Xunit;

namespace OpenGovWeek.Web.Tests;

/// <summary>Expectations whose failure has to tell everything that was found.</summary>
internal static class Expect
{
    public static void None(IEnumerable<string> found)
    {
        var all = found.Distinct().ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
