using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.BrowserTests;

public sealed class RequirementsTests
{
    [Fact]
    public void What_this_run_requires_is_on_this_machine() => Assert.Empty(Requirements.Missing);
}
