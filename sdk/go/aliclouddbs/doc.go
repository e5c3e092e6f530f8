// Reads Alibaba Cloud database-backup download tasks as typed Pulumi outputs and gates deployments on their completion.
package aliclouddbs
