@{
    RootModule             = if ($PSEdition -eq 'Desktop') { 'net472/Clone.Cmdlets.dll' } else { 'net8.0/Clone.Cmdlets.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = '3b0f7a5e-0c52-4a3f-9d0e-6d1b5f4c8a27'
    Author                 = 'The developers of Clone'
    CompanyName            = 'Clone'
    Copyright              = 'Copyright (c) 2026 the developers of Clone. MIT licence.'
    Description            = 'Keeps a warm copy of the folders of a Windows file server: mirrors a folder to another, shows beforehand what a run would do, and reports what it did.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'
    TypesToProcess         = 'Clone.types.ps1xml'
    FormatsToProcess       = 'Clone.format.ps1xml'
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Compare-CloneJob'
        'Disable-CloneJob'
        'Enable-CloneJob'
        'Get-CloneItem'
        'Get-CloneJob'
        'Get-CloneEventCatalog'
        'Get-CloneLog'
        'Export-CloneLog'
        'Clear-CloneLog'
        'Get-CloneNode'
        'Get-CloneSchedule'
        'Get-CloneSetting'
        'Get-CloneSync'
        'Initialize-CloneNode'
        'New-CloneJob'
        'New-CloneSchedule'
        'Remove-CloneJob'
        'Restore-CloneFromAzure'
        'Restore-CloneFromHdd'
        'Restore-CloneFromS3'
        'Set-CloneJob'
        'Set-CloneSetting'
        'Start-CloneSync'
        'Stop-CloneSync'
        'Test-CloneJob'
        'Wait-CloneSync'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags = @('Backup', 'Mirror', 'Replication', 'FileServer', 'NAS', 'Windows', 'Linux')
        }
    }
}
