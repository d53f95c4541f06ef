using System.Collections.Generic;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Windows;

public sealed class BestFormTests
{
    readonly List<NameForm> tried = [];
    readonly BestForm best = new(NameForm.PosixIgnoringReadOnly);

    [Fact]
    public void The_newest_form_that_is_known_does_it()
    {
        Assert.Equal(NtStatus.Success, Try(NameForm.PosixIgnoringReadOnly, NtStatus.Success));
        Assert.Equal([NameForm.PosixIgnoringReadOnly], tried);
    }

    [Theory]
    [InlineData(NtStatus.InvalidParameter)]
    [InlineData(NtStatus.InvalidInfoClass)]
    [InlineData(NtStatus.NotSupported)]
    [InlineData(NtStatus.NotImplemented)]
    [InlineData(NtStatus.InvalidDeviceRequest)]
    [InlineData(NtStatus.InvalidLevel)]
    public void Unknown_forms_are_tried_once_and_then_left(uint unknown)
    {
        Assert.Equal(NtStatus.Success, Try(NameForm.Classic, NtStatus.Success, unknown));
        Assert.Equal([NameForm.PosixIgnoringReadOnly, NameForm.Posix, NameForm.Classic], tried);
        tried.Clear();
        Assert.Equal(NtStatus.AccessDenied, Try(NameForm.Classic, NtStatus.AccessDenied, unknown));
        Assert.Equal([NameForm.Classic], tried);
    }

    [Fact]
    public void A_refusal_by_all_forms_teaches_nothing()
    {
        Assert.Equal(NtStatus.InvalidParameter, Try(NameForm.Classic, NtStatus.InvalidParameter, NtStatus.InvalidParameter));
        tried.Clear();
        Assert.Equal(NtStatus.Success, Try(NameForm.PosixIgnoringReadOnly, NtStatus.Success));
        Assert.Equal([NameForm.PosixIgnoringReadOnly], tried);
    }

    [Fact]
    public void A_failure_is_told_at_once()
    {
        Assert.Equal(NtStatus.SharingViolation, Try(NameForm.PosixIgnoringReadOnly, NtStatus.SharingViolation));
        Assert.Single(tried);
    }

    uint Try(NameForm known, uint answer, uint unknown = NtStatus.InvalidParameter) => best.Try(form =>
    {
        tried.Add(form);
        return form >= known ? answer : unknown;
    });
}
