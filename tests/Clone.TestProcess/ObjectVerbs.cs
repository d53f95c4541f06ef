using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.TestProcess;

/// <summary>Uses of object stores that depend on the process: its environment, its clock, what it trusts.</summary>
static class ObjectVerbs
{
    /// <summary>
    /// objects-use ENDPOINT BUCKET SOURCE [PROXY USER PASSWORD]: checks the place, puts an object and reads it. SOURCE is
    /// "chain", "profile:NAME", "key:ID:SECRET" or "role:ARN:ID:SECRET". Writes "good", or the error.
    /// </summary>
    public static int Use(string[] arguments)
    {
        var place = new S3Place { Bucket = arguments[1], Endpoint = new Uri(arguments[0]) };
        if (arguments.Length > 3)
            place = place with { Proxy = new ProxyServer(new Uri(arguments[3]), arguments[4], new Secret(arguments[5])) };
        return Tell(() => new AdapterSet().OpenS3(place, CredentialsOf(arguments[2]), ObjectStoreOptions.Default));
    }

    /// <summary>azure-use ENDPOINT CONTAINER: the same with a container and whatever Entra ID gives this process.</summary>
    public static int UseAzure(string[] arguments)
    {
        var place = new AzurePlace { Container = arguments[1], Endpoint = new Uri(arguments[0]) };
        return Tell(() => new AdapterSet().OpenAzure(place, new AzureCredentials.EntraId(), ObjectStoreOptions.Default));
    }

    static int Tell(Func<IObjectStore> open)
    {
        try
        {
            UseAsync(open).GetAwaiter().GetResult();
            Console.WriteLine("good");
        }
        catch (CloneException e)
        {
            Console.WriteLine(e.Id + " " + e.Message);
        }
        return 0;
    }

    static async Task UseAsync(Func<IObjectStore> open)
    {
        await using var store = open();
        await store.CheckAsync(CancellationToken.None);
        await store.PutAsync("key", ObjectBody.Of([1, 2, 3]), ObjectProperties.None, PutCondition.None, CancellationToken.None);
        await store.PutAsync("large", ObjectBody.Of(new byte[1 << 20]), ObjectProperties.None, PutCondition.None, CancellationToken.None);
        using var reading = await store.OpenAsync("key", ReadOptions.Whole, CancellationToken.None);
        if (reading.Content.ReadByte() != 1) throw new InvalidOperationException();
    }

    static S3Credentials CredentialsOf(string source) => source.Split(':') switch
    {
        ["chain"] => new S3Credentials.DefaultChain(),
        ["profile", var name] => new S3Credentials.Profile(name),
        ["key", var id, var secret] => new S3Credentials.AccessKey(id, new Secret(secret)),
        ["role", var id, var secret] => new S3Credentials.Role(
            "arn:aws:iam::123456789012:role/clone", new S3Credentials.AccessKey(id, new Secret(secret)), new Secret("external")),
        _ => throw new ArgumentException(source),
    };
}
