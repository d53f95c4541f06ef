using System;
using System.Management.Automation;
using Clone.Engine.Jobs;
using Clone.Engine.Restore;
using Clone.Engine.Secrets;

namespace Clone.Cmdlets;

/// <summary>
/// Brings a copy in a store of objects, or parts of it, back into a folder: by the name of its job, or on a machine that knows
/// no job by the address and a credential.
/// </summary>
public abstract class RestoreFromStorageCmdlet : RestoreCmdlet
{
    Credential? key;

    /// <summary>Asks for what lies in an archive.</summary>
    [Parameter(HelpMessage = "Asks the service for files that lie in an archive, and reports them as asked for; they are restored when the restore is started again after the service has brought them back.")]
    public SwitchParameter RequestArchive { get; set; }

    /// <inheritdoc/>
    private protected override bool RequestsArchived => RequestArchive;

    /// <summary>What was said of the place.</summary>
    /// <exception cref="Clone.Engine.Errors.CloneException">CloneServiceCredentialMissing.</exception>
    private protected abstract StorageChanges ReadPlace();

    /// <inheritdoc/>
    private protected override CopyPlace PlaceAt(string said)
    {
        // Restores of several times follow each other; one in the background has taken its key.
        key?.Dispose();
        var storage = ReadPlace();
        key = storage.Credential;
        return new CopyPlace { Storage = storage };
    }

    /// <inheritdoc/>
    private protected override IDisposable? TakeKey()
    {
        var taken = key;
        key = null;
        return taken;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) key?.Dispose();
        base.Dispose(disposing);
    }
}
