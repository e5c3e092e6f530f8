import * as pulumi from "@pulumi/pulumi";

interface LoaderInputs {
  instanceName: string;
  taskId: string;
  gateId: string;
}

const provider: pulumi.dynamic.ResourceProvider = {
  // The link is a key to the files and expires. So it is fetched here, where it is used, and is not an input.
  async create({ instanceName, taskId, gateId }: LoaderInputs) {
    const { getDownloadUrl } = await import("pulumi-alicloud-dbs");
    const { publicUrl, expired } = await getDownloadUrl({ taskId, instanceName, duration: "1h" });
    if (expired || publicUrl === undefined) throw new Error(`${taskId} has no files any more; start a new export`);
    const response = await fetch(publicUrl);
    // The message of an error must not hold the link.
    if (!response.ok) throw new Error(`${taskId} could not be loaded: HTTP ${response.status}`);
    // Put your own loading here. This one counts the bytes, in pieces, because an export can be larger than the memory.
    let bytes = 0;
    for await (const piece of response.body ?? []) bytes += piece.length;
    return { id: gateId, outs: { instanceName, taskId, gateId, bytes } };
  },
  async diff(_id, olds: LoaderInputs, news: LoaderInputs) {
    const replaces = olds.gateId === news.gateId ? [] : ["gateId"];
    return { changes: replaces.length > 0, replaces };
  },
};

/** Loads one finished export of type URL. */
export class Loader extends pulumi.dynamic.Resource {
  declare readonly bytes: pulumi.Output<number>;

  constructor(name: string, args: { [K in keyof LoaderInputs]: pulumi.Input<LoaderInputs[K]> }) {
    super(provider, name, { ...args, bytes: undefined });
  }
}
