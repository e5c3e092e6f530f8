package main

import (
	dbs "example.com/pulumi-alicloud-dbs/sdk/go/aliclouddbs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		link := dbs.GetDownloadUrlOutput(ctx, dbs.GetDownloadUrlOutputArgs{
			TaskId:       pulumi.String("dt-orders"),
			InstanceName: pulumi.String("rm-bp1example"),
			Duration:     pulumi.String("30m"),
		})
		// A secret output of the stack, for a step after the update: `pulumi stack output url --show-secrets`.
		ctx.Export("url", pulumi.ToSecret(link.PublicUrl()))
		return nil
	})
}
