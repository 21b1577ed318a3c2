namespace OpenGovWeek.Core.Certificates;

/// <summary>
/// The check character of a code: a weighted sum over the field of 32 elements, with the powers of a primitive element
/// as weights. This is the parity check of a Reed-Solomon code with one check symbol (I. S. Reed and G. Solomon, 1960;
/// MacWilliams and Sloane, The Theory of Error-Correcting Codes, chapter 10), over x⁵ + x² + 1.
/// <para>
/// A weight is never zero, so every single substitution is caught; no two weights among 31 positions are equal, so every
/// transposition of two different characters is caught, adjacent or not, and so is every twin error (aa for bb).
/// </para>
/// </summary>
internal static class CheckCharacter
{
    /// <summary>The positions for which the weights are all different: the order of the field's multiplicative group.</summary>
    internal const int LongestWord = 31;

    private const int Modulus = 0b100101;

    /// <summary>The weighted sum of a word, counting from its last symbol, whose weight is one.</summary>
    /// <param name="symbols">At most <see cref="LongestWord"/> symbols, each from 0 to 31.</param>
    /// <returns>0 for a word that ends with its right check symbol, another value from 1 to 31 otherwise.</returns>
    internal static int Syndrome(ReadOnlySpan<byte> symbols)
    {
        var sum = 0;
        foreach (var symbol in symbols)
            sum = TimesPrimitiveElement(sum) ^ symbol;
        return sum;
    }

    /// <summary>The symbol that makes the syndrome of the word it is appended to zero.</summary>
    /// <param name="symbols">At most <see cref="LongestWord"/> - 1 symbols, each from 0 to 31.</param>
    internal static int For(ReadOnlySpan<byte> symbols) => TimesPrimitiveElement(Syndrome(symbols));

    private static int TimesPrimitiveElement(int element)
    {
        var shifted = element << 1;
        return shifted > 31 ? shifted ^ Modulus : shifted;
    }
}
