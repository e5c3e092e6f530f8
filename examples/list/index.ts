import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";

const instanceName = new pulumi.Config().require("instanceName");

/** The exports that can be loaded now. */
const finished = dbs.getDownloadTasksOutput({ instanceName, state: "finished" });

export const ids = finished.ids;
export const paths = finished.tasks.apply((tasks) => tasks.flatMap((task) => task.targetPath ?? []));
export const bytes = finished.tasks.apply((tasks) => tasks.reduce((sum, task) => sum + (task.exportDataSize ?? 0), 0));
