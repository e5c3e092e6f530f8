// Not compiled here; a test checks its names against the schema.
using System.Collections.Generic;
using Pulumi;
using Dbs = Pulumi.AlicloudDbs;

return await Deployment.RunAsync(() =>
{
    var link = Dbs.GetDownloadUrl.Invoke(new()
    {
        TaskId = "dt-orders",
        InstanceName = "rm-bp1example",
        Duration = "30m",
    });

    return new Dictionary<string, object?>
    {
        // A secret output of the stack, for a step after the update: `pulumi stack output url --show-secrets`.
        ["url"] = Output.CreateSecret(link.Apply(links => links.PublicUrl)),
    };
});
