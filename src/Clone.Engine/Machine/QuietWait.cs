using System.Threading;
using System.Threading.Tasks;

namespace Clone.Engine.Machine;

/// <summary>
/// Waits for a task on a thread that has nothing else to do. It does not spin: where more threads wait than there are processors,
/// spinning takes the time of those that work.
/// </summary>
static class QuietWait
{
    /// <summary>Waits until a task has ended; its failure is thrown.</summary>
    public static void For(Task task)
    {
        Await(task);
        task.GetAwaiter().GetResult();
    }

    /// <summary>Waits for the result of a task; its failure is thrown.</summary>
    public static T For<T>(Task<T> task)
    {
        Await(task);
        return task.GetAwaiter().GetResult();
    }

    static void Await(Task task)
    {
        if (task.IsCompleted) return;
        var gate = new object();
        void Wake(Task ended)
        {
            lock (gate) Monitor.PulseAll(gate);
        }
        task.ContinueWith(Wake, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        lock (gate)
            while (!task.IsCompleted) Monitor.Wait(gate);
    }
}
