namespace OpenGovWeek.Certificates.Layout;

/// <summary>A rectangle of cells of a grid, from a row and column to before others.</summary>
internal readonly record struct Cells(int Left, int Top, int Right, int Bottom);

/// <summary>Turns a grid of cells into few rectangles.</summary>
internal static class Mosaic
{
    /// <summary>Rectangles that cover the cells that are set, each once.</summary>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="isSet">Whether the cell at a row and column is set.</param>
    internal static IReadOnlyList<Cells> Rectangles(int rows, int columns, Func<int, int, bool> isSet)
    {
        var rectangles = new List<Cells>();
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
                while (bottom < rows && IsRowFree(bottom, column, right))
                    bottom++;
                for (var y = row; y < bottom; y++)
                {
                    for (var x = column; x < right; x++)
                        covered[y, x] = true;
                }
                rectangles.Add(new Cells(column, row, right, bottom));
            }
        }
        return rectangles;

        bool Free(int row, int column) => !covered[row, column] && isSet(row, column);

        bool IsRowFree(int row, int left, int right)
        {
            for (var column = left; column < right; column++)
            {
                if (!Free(row, column))
                    return false;
            }
            return true;
        }
    }
}
