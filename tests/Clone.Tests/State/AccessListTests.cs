using Clone.Engine.State;
using Xunit;

namespace Clone.Tests.State;

public sealed class AccessListTests
{
    const string Me = "S-1-5-21-1-2-3-1001";
    const string Users = "S-1-5-32-545";
    const string Everyone = "S-1-1-0";
    const uint Full = 0x001F01FF;
    const uint Modify = 0x001301BF;
    const uint ReadExecute = 0x001200A9;

    [Theory]
    [InlineData("S-1-5-18")]
    [InlineData("S-1-5-32-544")]
    [InlineData("S-1-3-0")]
    [InlineData("S-1-3-4")]
    [InlineData("S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464")]
    [InlineData(Me)]
    public void The_system_the_administrators_and_oneself_may_do_everything(string sid)
    {
        var list = new AccessList(Me, [new AccessEntry(sid, Full)], Me);
        Assert.Null(list.Stranger(AccessList.Writing));
        Assert.Null(list.StrangeReader);
    }

    [Theory]
    [InlineData(Full)]
    [InlineData(Modify)]
    [InlineData(0x00000002u)] // write data, add files
    [InlineData(0x00000004u)] // append data, add folders
    [InlineData(0x00000040u)] // delete children
    [InlineData(0x00010000u)] // delete
    [InlineData(0x00040000u)] // write the access list
    [InlineData(0x00080000u)] // take ownership
    [InlineData(0x10000000u)] // generic all
    [InlineData(0x40000000u)] // generic write
    public void Whoever_else_may_write_is_named(uint mask)
    {
        var list = new AccessList(Me, [new AccessEntry("S-1-5-18", Full), new AccessEntry(Users, mask)], Me);
        Assert.Equal(Users, list.Stranger(AccessList.Writing));
    }

    [Fact]
    public void Readers_do_not_write()
    {
        var list = new AccessList("S-1-5-32-544", [new AccessEntry(Users, ReadExecute)], Me);
        Assert.Null(list.Stranger(AccessList.Writing));
        Assert.Equal(Users, list.StrangeReader);
        Assert.Null(list.StrangeOwner);
    }

    [Fact]
    public void A_file_without_a_list_is_open_to_everyone()
    {
        var list = new AccessList(Me, null, Me);
        Assert.Equal(Everyone, list.Stranger(AccessList.Writing));
        Assert.Equal(Everyone, list.StrangeReader);
    }

    [Fact]
    public void A_strange_owner_could_give_himself_every_right() =>
        Assert.Equal(Users, new AccessList(Users, [], Me).StrangeOwner);

    /// <summary>C:\ as Windows makes it: what plain users may do there does not reach the folders that are made in it.</summary>
    [Fact]
    public void The_root_of_the_system_drive_is_no_danger_to_what_lies_below()
    {
        const string authenticatedUsers = "S-1-5-11";
        const string trustedInstaller = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464";
        var root = new AccessList(
            trustedInstaller,
            [
                new AccessEntry("S-1-5-18", Full), new AccessEntry("S-1-5-32-544", Full),
                new AccessEntry(Users, ReadExecute), new AccessEntry(authenticatedUsers, 0x4),
                new AccessEntry(authenticatedUsers, Modify, IsForChildren: true),
            ],
            Me);
        Assert.Null(root.StrangeOwner);
        Assert.Null(root.StrangerHere(AccessList.ReplacingInRoot));
        Assert.Null(root.StrangerHere(AccessList.Replacing));
        Assert.Equal(authenticatedUsers, root.Stranger(AccessList.Writing));
    }

    /// <summary>A data drive: who may change it cannot delete folders in it that are not his; but a folder that he may
    /// delete himself he can put another in the place of.</summary>
    [Fact]
    public void Whoever_may_rename_a_folder_above_is_a_danger_but_for_the_root()
    {
        var list = new AccessList("S-1-5-18", [new AccessEntry("S-1-5-11", Modify)], Me);
        Assert.Null(list.StrangerHere(AccessList.ReplacingInRoot));
        Assert.Equal("S-1-5-11", list.StrangerHere(AccessList.Replacing));
    }

    /// <summary>ProgramData: users may make files and folders, but not remove those of others.</summary>
    [Fact]
    public void The_folder_of_programs_data_is_no_danger_to_a_closed_folder_in_it()
    {
        var list = new AccessList(
            "S-1-5-18", [new AccessEntry(Users, ReadExecute), new AccessEntry(Users, 0x116), new AccessEntry("S-1-3-0", Full, true)], Me);
        Assert.Null(list.StrangerHere(AccessList.Replacing));
    }
}
