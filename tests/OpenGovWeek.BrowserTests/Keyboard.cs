using Microsoft.Playwright;
using Xunit;

namespace OpenGovWeek.BrowserTests;

/// <summary>Somebody who has no mouse.</summary>
internal static class Keyboard
{
    private const int FarEnough = 80;

    // Of a tile the outline is drawn by the box around the field.
    private const string ShowsFocus =
        """
        (element) => [element, element.closest('label')].some((shown) => {
          if (!shown) return false;
          const { outlineStyle, outlineWidth } = getComputedStyle(shown);
          return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
        })
        """;

    /// <summary>Presses Tab until an element has the focus, and sees it there.</summary>
    public static async Task TabToAsync(this Visitor visitor, ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var pressed = 0; pressed < FarEnough; pressed++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                Assert.True(await target.EvaluateAsync<bool>(ShowsFocus), $"Nothing shows that the focus is on {target}.");
                return;
            }

            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The Tab key does not reach {target}.");
    }

    /// <summary>Goes to a field and types.</summary>
    public static async Task TypeIntoAsync(this Visitor visitor, ILocator field, string text)
    {
        await visitor.TabToAsync(field);
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes to a button, link, box or tile and presses a key on it.</summary>
    public static async Task PressOnAsync(this Visitor visitor, ILocator target, string key = "Enter")
    {
        await visitor.TabToAsync(target);
        await visitor.Page.Keyboard.PressAsync(key);
    }
}
