import * as dbs from "pulumi-alicloud-dbs";

const answer = dbs.getDownloadSupportOutput({ instanceName: "rm-bp1example" });

export const supported = answer.supported;
