using System;
using System.Text;
using Clone.Adapters;
using Clone.Engine.State;

namespace Clone.TestProcess;

/// <summary>Verbs that write to state files.</summary>
static class StateVerbs
{
    /// <summary>
    /// PATH PREFIX BATCHES ROWS: appends transactions of that many rows with keys PREFIX-batch-row to the table "rows",
    /// and writes the number of each batch when it is committed.
    /// </summary>
    public static int Append(string[] arguments)
    {
        var (prefix, batches, rows) = (arguments[1], int.Parse(arguments[2]), int.Parse(arguments[3]));
        using var file = new AdapterSet().State.Open(arguments[0], "test", 1);
        var table = file.Table("rows");
        var changes = new TableChanges();
        for (var batch = 0; batch < batches; batch++)
        {
            changes.Clear();
            for (var row = 0; row < rows; row++)
                changes.Put(Encoding.ASCII.GetBytes($"{prefix}-{batch:d6}-{row:d6}"), new byte[50]);
            table.Apply(changes);
            Console.WriteLine(batch);
        }

        return 0;
    }
}
