namespace OpenGovWeek.Data;

/// <summary>Exceptions of a database come wrapped: by Entity Framework once for a save, and once more for what it tried in vain.</summary>
public static class ExceptionChain
{
    /// <summary>An exception and what caused it, from the outermost inwards.</summary>
    public static IEnumerable<Exception> AndCauses(this Exception exception)
    {
        for (var one = exception; one is not null; one = one.InnerException)
        {
            yield return one;
        }
    }
}
