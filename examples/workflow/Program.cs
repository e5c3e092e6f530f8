// Not compiled here; a test checks its names against the schema.
using System.Collections.Generic;
using Pulumi;
using Dbs = Pulumi.AlicloudDbs;

return await Deployment.RunAsync(() =>
{
    // Starts an export of the backup set, or adopts the same export if it runs already.
    var task = new Dbs.DownloadTask("orders", new()
    {
        InstanceName = "rm-bp1example",
        BackupSetId = "146005",
        Format = Dbs.ExportFormat.Csv,
    });

    // Waits until the export is finished. If it fails, it is retried, twice at most.
    var ready = new Dbs.DownloadTasksGate("orders-ready", new()
    {
        InstanceName = "rm-bp1example",
        TaskIds = new[] { task.TaskId },
        TaskRetries = 2,
    }, new CustomResourceOptions
    {
        CustomTimeouts = new CustomTimeouts { Create = System.TimeSpan.FromHours(6) },
    });

    return new Dictionary<string, object?>
    {
        // What uses an output of the gate, or depends on it, runs after it has opened.
        ["summary"] = ready.Summary,
    };
});
