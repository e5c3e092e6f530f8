import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { DownloadTaskDetails } from "pulumi-alicloud-dbs";

interface ManifestInputs {
  path: string;
  gateId: string;
  exports: DownloadTaskDetails[];
}

/** Writes a list of the finished exports to a file, for a loader to read. */
const provider: pulumi.dynamic.ResourceProvider = {
  async create(inputs: ManifestInputs) {
    mkdirSync(dirname(inputs.path), { recursive: true });
    const exports = inputs.exports.map(({ taskId, format, targetPath, exportDataSize, backupSetTime }) => ({
      taskId,
      format,
      targetPath,
      exportDataSize,
      backupSetTime,
    }));
    writeFileSync(inputs.path, `${JSON.stringify({ writtenAt: new Date().toISOString(), exports }, null, 2)}\n`);
    return { id: inputs.path, outs: inputs };
  },
  async diff(_id, olds: ManifestInputs, news: ManifestInputs) {
    const replaces = (["path", "gateId"] as const).filter((name) => olds[name] !== news[name]);
    return { changes: replaces.length > 0, replaces, deleteBeforeReplace: true };
  },
  async delete(_id, { path }: ManifestInputs) {
    rmSync(path, { force: true });
  },
};

/** A file that lists finished exports. */
export class Manifest extends pulumi.dynamic.Resource {
  declare readonly path: pulumi.Output<string>;

  constructor(name: string, args: pulumi.Inputs & { [K in keyof ManifestInputs]: pulumi.Input<ManifestInputs[K]> }) {
    super(provider, name, args);
  }
}
