using System.Globalization;
using System.Text;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>
/// Reads an undamaged QR code of versions 2 to 6 with error correction M and byte, alphanumeric or numeric segments
/// (ISO/IEC 18004), from nothing but its modules.
/// </summary>
internal static class QrReader
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    // Blocks and data codewords of each, for error correction M; all blocks of these versions are of one length.
    private static readonly Dictionary<int, (int Blocks, int Data)> Structure = new()
    {
        [2] = (1, 28),
        [3] = (1, 44),
        [4] = (2, 32),
        [5] = (2, 43),
        [6] = (4, 27),
    };

    internal static string Read(bool[,] modules)
    {
        var size = modules.GetLength(0);
        var (blocks, data) = Structure[(size - 17) / 4];
        var format = Format(modules) ^ 0b101010000010010;
        if (format >> 13 != 0)
            throw new FormatException("The error correction is not M.");

        var codewords = Codewords(modules, format >> 10 & 7);
        var bits = new StringBuilder();
        for (var block = 0; block < blocks; block++)
        {
            for (var i = 0; i < data; i++)
                bits.Append(Convert.ToString(codewords[(i * blocks) + block], 2).PadLeft(8, '0'));
        }
        return Text(bits.ToString());
    }

    private static string Text(string bits)
    {
        var text = new StringBuilder();
        var at = 0;
        while (bits.Length - at >= 4)
        {
            switch (Take(4))
            {
                case 0b0000:
                    return text.ToString();
                case 0b0100:
                    for (var left = Take(8); left > 0; left--)
                        text.Append((char)Take(8));
                    break;
                case 0b0010:
                    var count = Take(9);
                    for (; count > 1; count -= 2)
                    {
                        var pair = Take(11);
                        text.Append(Alphanumeric[pair / 45]).Append(Alphanumeric[pair % 45]);
                    }
                    if (count == 1)
                        text.Append(Alphanumeric[Take(6)]);
                    break;
                case 0b0001:
                    for (var left = Take(10); left > 0; left -= 3)
                    {
                        var digits = Math.Min(left, 3);
                        text.Append(Take((digits * 3) + 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'));
                    }
                    break;
                default:
                    throw new FormatException("A segment is neither of bytes nor alphanumeric nor numeric.");
            }
        }
        return text.ToString();

        int Take(int length) => Convert.ToInt32(bits.Substring((at += length) - length, length), 2);
    }

    private static int Format(bool[,] modules)
    {
        (int Row, int Column)[] places =
        [
            (0, 8), (1, 8), (2, 8), (3, 8), (4, 8), (5, 8), (7, 8), (8, 8),
            (8, 7), (8, 5), (8, 4), (8, 3), (8, 2), (8, 1), (8, 0),
        ];
        return places.Select((place, bit) => modules[place.Row, place.Column] ? 1 << bit : 0).Sum();
    }

    private static List<int> Codewords(bool[,] modules, int mask)
    {
        var size = modules.GetLength(0);
        var codewords = new List<int>();
        var (current, bits) = (0, 0);
        for (var right = size - 1; right > 0; right -= 2)
        {
            if (right == 6)
                right--;
            for (var step = 0; step < size * 2; step++)
            {
                var column = right - (step % 2);
                var row = ((right + 1) & 2) == 0 ? size - 1 - (step / 2) : step / 2;
                if (IsFunction(row, column, size))
                    continue;
                current = (current << 1) | (modules[row, column] ^ IsMasked(mask, row, column) ? 1 : 0);
                if (++bits % 8 != 0)
                    continue;
                codewords.Add(current);
                current = 0;
            }
        }
        return codewords;
    }

    private static bool IsFunction(int row, int column, int size) =>
        (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9)
        || row == 6 || column == 6
        || (Math.Abs(row - (size - 7)) <= 2 && Math.Abs(column - (size - 7)) <= 2);

    private static bool IsMasked(int mask, int row, int column) => 0 == mask switch
    {
        0 => (row + column) % 2,
        1 => row % 2,
        2 => column % 3,
        3 => (row + column) % 3,
        4 => ((row / 2) + (column / 3)) % 2,
        5 => (row * column % 2) + (row * column % 3),
        6 => ((row * column % 2) + (row * column % 3)) % 2,
        _ => (((row + column) % 2) + (row * column % 3)) % 2,
    };
}
