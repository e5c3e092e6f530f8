import pulumi
import pulumi_alicloud_dbs as dbs

answer = dbs.get_download_support_output(instance_name="rm-bp1example")

pulumi.export("supported", answer.supported)
