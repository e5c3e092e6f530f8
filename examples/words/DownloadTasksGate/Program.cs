// Not compiled here; a test checks its names against the schema.
using System.Collections.Generic;
using Pulumi;
using Dbs = Pulumi.AlicloudDbs;

return await Deployment.RunAsync(() =>
{
    var ready = new Dbs.DownloadTasksGate("exports-ready", new()
    {
        InstanceName = "rm-bp1example",
        TaskIds = new[] { "dt-orders", "dt-customers" },
        TaskRetries = 2,
        PollInterval = "2m",
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
