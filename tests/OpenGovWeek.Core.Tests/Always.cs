using FsCheck;
using FsCheck.Fluent;

namespace OpenGovWeek.Core.Tests;

/// <summary>Holds a property against random examples; a failure says the seed and the smallest example.</summary>
internal static class Always
{
    public static void Hold<T>(Gen<T> examples, Action<T> property, int tests = 300) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(examples), property));
}
