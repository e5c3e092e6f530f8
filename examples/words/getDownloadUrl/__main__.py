import pulumi
import pulumi_alicloud_dbs as dbs

link = dbs.get_download_url_output(
    task_id="dt-orders",
    instance_name="rm-bp1example",
    duration="30m",
)

# A secret output of the stack, for a step after the update: `pulumi stack output url --show-secrets`.
pulumi.export("url", pulumi.Output.secret(link.public_url))
