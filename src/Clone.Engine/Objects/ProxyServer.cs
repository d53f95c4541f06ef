using System;

namespace Clone.Engine.Objects;

/// <summary>An HTTP proxy.</summary>
/// <param name="Address">Its address, without credentials.</param>
/// <param name="UserName">User name of basic authentication; null for none.</param>
/// <param name="Password">The password; null for none.</param>
public sealed record ProxyServer(Uri Address, string? UserName = null, Secret? Password = null);
