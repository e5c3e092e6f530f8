import * as dbs from "pulumi-alicloud-dbs";

const finished = dbs.getDownloadTasksOutput({ instanceName: "rm-bp1example", state: "finished" });

export const ids = finished.ids;
