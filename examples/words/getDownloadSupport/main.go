package main

import (
	dbs "example.com/pulumi-alicloud-dbs/sdk/go/aliclouddbs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		answer := dbs.GetDownloadSupportOutput(ctx, dbs.GetDownloadSupportOutputArgs{
			InstanceName: pulumi.String("rm-bp1example"),
		})
		ctx.Export("supported", answer.Supported())
		return nil
	})
}
