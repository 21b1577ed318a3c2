namespace OpenGovWeek.Core.Certificates;

/// <summary>The modules of a QR code without its quiet zone.</summary>
public sealed class QrMatrix
{
    /// <summary>Modules of clear ground that ISO/IEC 18004 asks for on every side.</summary>
    public const int QuietZone = 4;

    private readonly bool[] _modules;

    /// <summary>Takes over a square of modules.</summary>
    /// <param name="size">Modules a side: 21 to 177, as ISO/IEC 18004 has them.</param>
    /// <param name="modules">The modules row by row from the top left, true for dark.</param>
    /// <exception cref="ArgumentException">No QR code has this size, or the number of modules is not its square.</exception>
    public QrMatrix(int size, IReadOnlyList<bool> modules)
    {
        if (size is < 21 or > 177 || (size - 17) % 4 != 0)
            throw new ArgumentException($"No QR code has {size} modules a side.", nameof(size));
        if (modules.Count != size * size)
            throw new ArgumentException($"{size * size} modules are needed, {modules.Count} were given.", nameof(modules));
        Size = size;
        _modules = [.. modules];
    }

    /// <summary>Modules a side.</summary>
    public int Size { get; }

    /// <summary>Whether the module is dark.</summary>
    /// <param name="row">From the top, 0 first.</param>
    /// <param name="column">From the left, 0 first.</param>
    public bool this[int row, int column] => _modules[(row * Size) + column];
}
