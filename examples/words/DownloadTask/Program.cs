// Not compiled here; a test checks its names against the schema.
using System.Collections.Generic;
using Pulumi;
using Dbs = Pulumi.AlicloudDbs;

return await Deployment.RunAsync(() =>
{
    var task = new Dbs.DownloadTask("orders", new()
    {
        InstanceName = "rm-bp1example",
        BackupSetId = "146005",
        Format = Dbs.ExportFormat.Csv,
        Target = new Dbs.Inputs.ExportTargetArgs
        {
            Type = Dbs.TargetType.Oss,
            Bucket = "my-exports",
            Path = "orders",
        },
    });

    return new Dictionary<string, object?>
    {
        ["taskId"] = task.TaskId,
    };
});
