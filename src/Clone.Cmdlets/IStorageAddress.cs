namespace Clone.Cmdlets;

/// <summary>What cmdlets are told of a place in a store of objects, whatever the service.</summary>
interface IStorageAddress
{
    /// <summary>What the keys of the copy begin with.</summary>
    string? Prefix { get; }

    /// <summary>Address of a service other than the usual one.</summary>
    string? Endpoint { get; }

    /// <summary>An HTTP proxy.</summary>
    string? Proxy { get; }
}
