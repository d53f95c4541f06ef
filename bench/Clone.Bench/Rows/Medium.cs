namespace Clone.Bench.Rows;

/// <summary>What a first copy is written to.</summary>
enum Medium
{
    /// <summary>Memory: nothing but the programs themselves.</summary>
    Tmpfs,

    /// <summary>A file system of its own on a loop device.</summary>
    Ext4,
}
