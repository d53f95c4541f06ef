using System.Management.Automation;
using System.Net;
using System.Text;
using Clone.Cmdlets;
using Xunit;

namespace Clone.Tests.Cmdlets;

public sealed class CredentialReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("鍵\U0001F511 / + =")]
    public void Name_and_password_are_taken_over(string password)
    {
        using var read = CredentialReader.Read(new PSCredential("AKIA", new NetworkCredential("", password).SecurePassword));
        Assert.NotNull(read);
        Assert.Equal(("AKIA", password), (read.UserName, Encoding.UTF8.GetString(read.Password.Bytes.ToArray())));
    }

    [Fact]
    public void None_is_none()
    {
        Assert.Null(CredentialReader.Read(null));
        Assert.Null(CredentialReader.Read(PSCredential.Empty));
    }
}
