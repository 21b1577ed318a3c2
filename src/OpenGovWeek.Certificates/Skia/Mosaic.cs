using SkiaSharp;

namespace OpenGovWeek.Certificates.Skia;

/// <summary>Turns a grid of cells into one path of few rectangles: sharp at any size, small in the file.</summary>
internal static class Mosaic
{
    /// <summary>The path of the cells that are set, a cell being one unit wide and high: whole numbers write shortest.</summary>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="isSet">Whether the cell at a row and column is set.</param>
    internal static SKPath Path(int rows, int columns, Func<int, int, bool> isSet)
    {
        using var path = new SKPathBuilder();
        var covered = new bool[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (!Free(row, column))
                    continue;
                var right = column + 1;
                while (right < columns && Free(row, right))
                    right++;
                var bottom = row + 1;
                while (bottom < rows && Enumerable.Range(column, right - column).All(x => Free(bottom, x)))
                    bottom++;
                for (var y = row; y < bottom; y++)
                {
                    for (var x = column; x < right; x++)
                        covered[y, x] = true;
                }
                path.AddRect(new SKRect(column, row, right, bottom), SKPathDirection.Clockwise);
            }
        }
        return path.Detach();

        bool Free(int row, int column) => !covered[row, column] && isSet(row, column);
    }
}
