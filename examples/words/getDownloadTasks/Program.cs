// Not compiled here; a test checks its names against the schema.
using System.Collections.Generic;
using Pulumi;
using Dbs = Pulumi.AlicloudDbs;

return await Deployment.RunAsync(() =>
{
    var finished = Dbs.GetDownloadTasks.Invoke(new()
    {
        InstanceName = "rm-bp1example",
        State = Dbs.TaskState.Finished,
    });

    return new Dictionary<string, object?>
    {
        ["ids"] = finished.Apply(list => list.Ids),
    };
});
