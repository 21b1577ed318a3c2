using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
using Xunit;

namespace OpenGovWeek.Web.Tests.Authorization;

public sealed class HubTableTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static readonly Dictionary<string, Func<SharedNode, object?[]>> Methods = new()
    {
        ["Enter room"] = shared => [shared.Week.Slug, "room", Guid.NewGuid()],
        ["Enter screen"] = shared => [shared.Week.Slug, "screen", Guid.NewGuid()],
        ["Enter agenda"] = shared => [shared.Week.Event.Slug, "agenda", Guid.NewGuid()],
        ["Enter console"] = shared => [shared.Week.Slug, "console", Guid.NewGuid()],
        ["Leave"] = shared => [shared.Week.Slug],
        ["Heartbeat"] = shared => [shared.Week.Slug, Guid.NewGuid()],
    };

    public static TheoryData<string, Who> Calls
    {
        get
        {
            var data = new TheoryData<string, Who>();
            foreach (var call in Methods.Keys)
            {
                foreach (var who in Enum.GetValues<Who>())
                {
                    data.Add(call, who);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Every_method_of_the_hub_has_its_row_and_every_row_its_method()
    {
        var declared = typeof(SessionHub)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && method.GetBaseDefinition().DeclaringType == typeof(SessionHub))
            .Select(method => method.Name);

        Assert.Equal(Methods.Keys.Select(key => key.Split(' ')[0]).Distinct().Order(), declared.Order());
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_console_is_for_moderators_and_everything_else_for_everyone(string call, Who who)
    {
        await using var connection = shared.BrowserOf(who).NewHubConnection();
        await connection.StartAsync();

        var refusal = await Record.ExceptionAsync(() => connection.InvokeCoreAsync(call.Split(' ')[0], Methods[call](shared)));

        if (call == "Enter console" && who is Who.Everyone or Who.Attendee)
        {
            Assert.Contains("forbidden", Assert.IsType<HubException>(refusal).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(refusal);
        }
    }
}
