using System;

namespace Clone.Engine.Windows;

/// <summary>Makes a request in the best form that the file system knows, and remembers which that is.</summary>
/// <param name="first">The form to begin with.</param>
sealed class BestForm(NameForm first)
{
    volatile NameForm known = first;

    /// <summary>
    /// Makes the request in one form after the other while they are unknown. Only a success shows that the better
    /// forms are not known: a request can be refused in the same words for a fault of its own.
    /// </summary>
    public uint Try(Func<NameForm, uint> request)
    {
        for (var form = known; ; form++)
        {
            var status = request(form);
            if (form != NameForm.Classic && NtStatus.IsUnknownRequest(status)) continue;
            if (NtStatus.IsSuccess(status)) known = form;
            return status;
        }
    }
}
