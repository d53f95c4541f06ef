using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>The names that scripts rely on, and what every cmdlet owes its users.</summary>
[Collection(StateCollection.Name)]
public sealed class ModuleSurfaceTests
{
    public static TheoryData<string, string> Surface => new()
    {
        { "Initialize-CloneNode", "Role Force WhatIf Confirm" },
        { "Get-CloneNode", "" },
        { "New-CloneJob", "Name Source HddBaseFolder HddVolume DiskAbsentDays EjectAfter DestinationName S3Bucket Prefix S3Credential SessionToken RoleArn RoleExternalId AwsProfile Endpoint Port Region PathStyle StorageClass ServerSideEncryption NoChunkedEncoding AzureContainer AzureAccount AzureKey SasToken ConnectionString UseEntraId AccessTier Proxy IncrementalSchedule FullSchedule UseVss Include Exclude FilterRule MinSize MaxSize MinAge MaxAge ExcludeAttribute SystemFiles DeleteExcluded MaxDeletePercent MaxDeleteCount MaxChangePercent NoDelete KeepDeleted InPlace MetadataOnly Verify MaxDuration StopAt RetryCount RetryPause DestinationScan FullScanEvery BandwidthLimit LowPriority TakeOver Disabled WhatIf Confirm" },
        { "Set-CloneJob", "Name NewName Source HddBaseFolder HddVolume DiskAbsentDays EjectAfter DestinationName S3Bucket Prefix S3Credential SessionToken RoleArn RoleExternalId AwsProfile Endpoint Port Region PathStyle StorageClass ServerSideEncryption NoChunkedEncoding AzureContainer AzureAccount AzureKey SasToken ConnectionString UseEntraId AccessTier Proxy IncrementalSchedule FullSchedule UseVss Include Exclude FilterRule MinSize MaxSize MinAge MaxAge ExcludeAttribute SystemFiles DeleteExcluded MaxDeletePercent MaxDeleteCount MaxChangePercent NoDelete KeepDeleted InPlace MetadataOnly Verify MaxDuration StopAt RetryCount RetryPause DestinationScan FullScanEvery BandwidthLimit LowPriority TakeOver Disabled PassThru WhatIf Confirm" },
        { "Get-CloneJob", "Name" },
        { "Enable-CloneJob", "Name PassThru WhatIf Confirm" },
        { "Disable-CloneJob", "Name PassThru WhatIf Confirm" },
        { "Remove-CloneJob", "Name WhatIf Confirm" },
        { "Start-CloneSync", "Name Mode Due Force NoDelete MaxDuration StopAt AsJob WhatIf Confirm" },
        { "New-CloneSchedule", "Weekly DaysOfWeek Monthly Days At Every Between" },
        { "Get-CloneSchedule", "Name" },
        { "Get-CloneSync", "Name History Watch" },
        { "Stop-CloneSync", "Name NoWait PassThru WhatIf Confirm" },
        { "Wait-CloneSync", "Name TimeoutSeconds" },
        { "Get-CloneSetting", "" },
        { "Set-CloneSetting", "MaxConcurrentRuns RunMissedSchedules LogAllFailures LogSuccesses LogRetentionDays Language LowPriority Proxy ProxyCredential ProxyBypass PassThru WhatIf Confirm" },
        { "Restore-CloneFromHdd", "JobName CopyPath AsOf Destination Path Include Exclude Clean AllowLinks NoAcl BandwidthLimit AsJob WhatIf Confirm" },
        { "Restore-CloneFromAzure", "JobName AzureContainer AzureAccount AzureKey SasToken ConnectionString UseEntraId Prefix Endpoint Proxy RequestArchive Undelete AsOf Destination Path Include Exclude Clean AllowLinks NoAcl BandwidthLimit AsJob WhatIf Confirm" },
        { "Restore-CloneFromS3", "JobName S3Bucket Prefix S3Credential SessionToken RoleArn RoleExternalId AwsProfile Endpoint Port Region PathStyle Proxy RequestArchive AsOf Destination Path Include Exclude Clean AllowLinks NoAcl BandwidthLimit AsJob WhatIf Confirm" },
        { "Get-CloneItem", "JobName CopyPath S3Bucket Prefix S3Credential SessionToken RoleArn RoleExternalId AwsProfile Endpoint Port Region PathStyle AzureContainer AzureAccount AzureKey SasToken ConnectionString UseEntraId Proxy AsOf Path Recurse Kept" },
        { "Compare-CloneJob", "Name Mode Checksum IncludeExcluded" },
        { "Test-CloneJob", "Name" },
        { "Get-CloneEventCatalog", "EventId Level Route" },
        { "Get-CloneLog", "JobName RunId Level EventId Since Until Service Month Detail Follow" },
        { "Export-CloneLog", "JobName RunId Level EventId Since Until Service Month Detail Path Format Encoding Force WhatIf Confirm" },
        { "Clear-CloneLog", "Before WhatIf Confirm" },
    };

    [Theory]
    [MemberData(nameof(Surface))]
    public void A_cmdlet_has_exactly_its_parameters(string name, string parameters)
    {
        using var module = new ModuleRunspace();
        var command = Command(module, name);
        Assert.Equal(
            parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(),
            command.Parameters.Keys.Except(Cmdlet.CommonParameters).Order());
    }

    [Fact]
    public void The_module_exports_these_cmdlets_and_nothing_else()
    {
        using var module = new ModuleRunspace();
        var exported = module.Run("(Get-Module Clone).ExportedCommands.Keys").Output.Select(name => (string)name.BaseObject);
        Assert.Equal(Surface.Select(row => row.Data.Item1).Order(), exported.Order());
    }

    [Fact]
    public void Every_parameter_says_what_it_is_for()
    {
        using var module = new ModuleRunspace();
        var silent =
            from command in Commands(module)
            from parameter in command.Parameters.Values
            where !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name)
            from attribute in parameter.Attributes.OfType<ParameterAttribute>()
            where string.IsNullOrWhiteSpace(attribute.HelpMessage)
            select command.Name + " -" + parameter.Name;
        Assert.Empty(silent);
    }

    [Fact]
    public void Names_come_from_the_pipeline_and_are_completed()
    {
        using var module = new ModuleRunspace();
        foreach (var command in Commands(module).Where(command => command.Name != "New-CloneJob"))
        {
            if (!command.Parameters.TryGetValue(command.Name == "Get-CloneLog" ? "JobName" : "Name", out var name)) continue;
            Assert.All(name.Attributes.OfType<ParameterAttribute>(), attribute => Assert.True(attribute.ValueFromPipelineByPropertyName));
            Assert.Single(name.Attributes.OfType<ArgumentCompleterAttribute>());
            Assert.Equal(command.Name == "Get-CloneLog" ? "Name" : "JobName", Assert.Single(name.Aliases));
        }
    }

    [Fact]
    public void What_a_cmdlet_writes_is_declared()
    {
        using var module = new ModuleRunspace();
        Assert.All(Commands(module).Where(command => command.Name is not ("Remove-CloneJob" or "Clear-CloneLog")), command =>
        {
            var types = command.OutputType.Where(type => type.Type != typeof(Job)).ToArray();
            Assert.NotEmpty(types);
            Assert.All(types, type => Assert.StartsWith("Clone.Cmdlets.Objects.", type.Name));
        });
    }

    [Fact]
    public void The_documentation_names_every_cmdlet_and_parameter()
    {
        using var module = new ModuleRunspace();
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ModuleRunspace.Manifest)!, "..", "..", "..", "docs", "cmdlets.md"));
        var missing =
            from command in Commands(module)
            from name in command.Parameters.Keys.Except(Cmdlet.CommonParameters).Select(parameter => "-" + parameter).Append(command.Name)
            where !page.Contains(name, StringComparison.Ordinal)
            select command.Name + " " + name;
        Assert.Empty(missing);
    }

    static IEnumerable<CmdletInfo> Commands(ModuleRunspace module) =>
        module.Run("Get-Command -Module Clone").Output.Select(command => (CmdletInfo)command.BaseObject);

    static CmdletInfo Command(ModuleRunspace module, string name) =>
        (CmdletInfo)module.Run("Get-Command -Name $args[0]", name).Single().BaseObject;
}
