// Not compiled here; a test checks its names against the schema.
using System.Collections.Generic;
using Pulumi;
using Dbs = Pulumi.AlicloudDbs;

return await Deployment.RunAsync(() =>
{
    var answer = Dbs.GetDownloadSupport.Invoke(new()
    {
        InstanceName = "rm-bp1example",
    });

    return new Dictionary<string, object?>
    {
        ["supported"] = answer.Apply(result => result.Supported),
    };
});
