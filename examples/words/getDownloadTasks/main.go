package main

import (
	dbs "example.com/pulumi-alicloud-dbs/sdk/go/aliclouddbs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		finished := dbs.GetDownloadTasksOutput(ctx, dbs.GetDownloadTasksOutputArgs{
			InstanceName: pulumi.String("rm-bp1example"),
			State:        dbs.TaskStateFinished,
		})
		ctx.Export("ids", finished.Ids())
		return nil
	})
}
