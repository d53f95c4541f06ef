using System.IO;
using Clone.Engine.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Clone.Adapters.Secrets;

/// <summary>
/// ASP.NET Core Data Protection with its keys as files in a folder, which the caller keeps from others. It makes new keys
/// by itself, and old ones go on to open what they protect.
/// </summary>
sealed class KeyRingProtector : ISecretProtector
{
    const string Application = "Clone";

    readonly IDataProtectionProvider provider;

    public KeyRingProtector(string folder)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(Application).PersistKeysToFileSystem(new DirectoryInfo(folder));
        provider = services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    /// <inheritdoc/>
    public byte[] Protect(byte[] secret, string purpose) => provider.CreateProtector(purpose).Protect(secret);

    /// <inheritdoc/>
    public byte[] Unprotect(byte[] data, string purpose) => provider.CreateProtector(purpose).Unprotect(data);
}
